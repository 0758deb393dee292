/**
 * Pending earnings: how long a lot stays open, and what becomes of it afterwards. {@link
 * io.ayni.ledger.pending.ReleaseRules} decides, {@link io.ayni.ledger.pending.ReleaseLots} does it shard by shard.
 */
package io.ayni.ledger.pending;
