/** The connection to the tracker: registration, session and the translation of its messages. */
package io.ayni.agent.tracker.grpc;
