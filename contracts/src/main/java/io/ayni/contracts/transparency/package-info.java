/**
 * What makes the journal a public log: an RFC 6962 Merkle tree over the entries of a shard, its checkpoints as C2SP signed
 * notes, its tiles, and proofs that an entry stands in it and that a later tree only extends an earlier one.
 *
 * <p>Read {@link io.ayni.contracts.transparency.TreeHash}, then {@link io.ayni.contracts.transparency.LogTree}, then
 * {@link io.ayni.contracts.transparency.Checkpoint}. Pure computing: where hashes are kept, and who serves them, is the
 * ledger's matter. The formats stand byte by byte in {@code docs/transparency.md}.
 */
package io.ayni.contracts.transparency;
