/** Proofs and statements over gRPC. */
package io.ayni.ledger.transparency.grpc;
