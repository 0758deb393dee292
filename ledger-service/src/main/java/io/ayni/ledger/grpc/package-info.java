/** The gRPC face of the ledger: who calls, what is asked, and which status says what went wrong. */
package io.ayni.ledger.grpc;
