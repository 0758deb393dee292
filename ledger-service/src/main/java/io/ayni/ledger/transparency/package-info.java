/**
 * The journal as a public log: after each interval a checkpoint of every shard is signed and published, and anybody may
 * fetch it with the hashes below it, or ask for a proof. The tree itself and its proofs are the contracts' matter.
 *
 * <p>Read {@link io.ayni.ledger.transparency.PublishCheckpoints}, then {@link io.ayni.ledger.transparency.TreeGrowth}.
 */
package io.ayni.ledger.transparency;
