/** When receipts and reports are handed in, and to what: the schedules and the ports to the ledger. The connection is in {@code ledger.grpc}. */
package io.ayni.agent.ledger;
