package io.ayni.ledger.transparency;

/**
 * How far the published log of a shard is behind its journal.
 *
 * @param shard which
 * @param entries entries of the journal
 * @param publishedEntries entries that the newest checkpoint covers, {@link #NOTHING} when there is no checkpoint
 * @param publishedAtMs when that was made, 0 when there is none
 */
public record LogState(int shard, long entries, long publishedEntries, long publishedAtMs) {
    /** Stands for "no checkpoint". */
    public static final long NOTHING = -1;
}
