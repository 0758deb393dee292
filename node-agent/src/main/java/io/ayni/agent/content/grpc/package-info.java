/** The connection to the catalogue. */
package io.ayni.agent.content.grpc;
