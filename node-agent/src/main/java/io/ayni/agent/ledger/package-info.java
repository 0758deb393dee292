/** When receipts are handed in, and to what: the schedule and the port to the ledger. The connection is in {@code ledger.grpc}. */
package io.ayni.agent.ledger;
