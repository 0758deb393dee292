package io.ayni.ledger.journal;

import io.ayni.contracts.journal.JournalEntry;
import java.util.Arrays;

/**
 * End of a shard: where its chain stands and which record of the settlement topic comes next. It moves in the same
 * transaction as the entries, so an effect and its offset are never apart.
 *
 * @param shard journal shard, equal to the partition of the settlement topic
 * @param nextOffset offset of the next record to settle
 * @param entryNumber number of the last entry, 0 when there is none
 * @param chainHash chain hash of the last entry, 32 bytes, all zero when there is none
 * @param recordedAtMs time of the last entry, 0 when there is none; later entries are never earlier
 */
public record ShardHead(int shard, long nextOffset, long entryNumber, byte[] chainHash, long recordedAtMs) {
    /** A shard in which nothing happened yet. */
    public static ShardHead fresh(int shard) {
        return new ShardHead(shard, 0, 0, JournalEntry.GENESIS, 0);
    }

    /** The same chain with another next offset. */
    public ShardHead withNextOffset(long offset) {
        return new ShardHead(shard, offset, entryNumber, chainHash, recordedAtMs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShardHead that
                && shard == that.shard
                && nextOffset == that.nextOffset
                && entryNumber == that.entryNumber
                && recordedAtMs == that.recordedAtMs
                && Arrays.equals(chainHash, that.chainHash);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(entryNumber) * 31 + shard;
    }
}
