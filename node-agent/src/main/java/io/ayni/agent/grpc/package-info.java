/** What all calls to the operator's services share. */
package io.ayni.agent.grpc;
