/**
 * The invariants of the ledger on a real PostgreSQL, whoever works on it at once. {@link
 * io.ayni.ledger.invariants.LedgerInvariantsIT} is the test and names them; {@link io.ayni.ledger.invariants.Papers} is what is
 * handed in with what it comes to, {@link io.ayni.ledger.invariants.Instance} one process of the ledger without Kafka and gRPC,
 * {@link io.ayni.ledger.invariants.Rush} the threads, {@link io.ayni.ledger.invariants.Observer} looks on meanwhile.
 */
package io.ayni.ledger.invariants;
