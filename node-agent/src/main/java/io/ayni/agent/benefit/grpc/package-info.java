/** The ledger's catalogue over gRPC. */
package io.ayni.agent.benefit.grpc;
