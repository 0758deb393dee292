/**
 * What operators do, in PostgreSQL. Locks are taken in this order: the head of the first shard (so actions are done one at a
 * time), heads of other shards in ascending order, then rows of redemptions, cases, standings and links.
 */
package io.ayni.ledger.operator.postgres;
