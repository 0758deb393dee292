/** The gRPC face of the operators' desk: who calls, what is asked, and which status says what went wrong. */
package io.ayni.ledger.operator.grpc;
