/**
 * Events that the ledger owes to the world. They are written in the transaction that causes them and published from the
 * table afterwards: in order per shard, at least once.
 */
package io.ayni.ledger.outbox;
