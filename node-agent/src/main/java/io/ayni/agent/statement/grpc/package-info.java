/** The ledger's statements over gRPC. */
package io.ayni.agent.statement.grpc;
