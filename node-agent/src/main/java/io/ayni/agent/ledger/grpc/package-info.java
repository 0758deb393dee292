/** The connection to the ledger. */
package io.ayni.agent.ledger.grpc;
