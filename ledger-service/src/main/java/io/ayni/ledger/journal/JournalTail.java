package io.ayni.ledger.journal;

import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The growing end of one shard's chain while a transaction is being decided: numbers and links the entries and sums up
 * what they do to the balances. Used by one thread.
 */
public final class JournalTail {
    private final int shard;
    private final long recordedAtMs;
    private final long lastRecordedAtMs;
    private final List<AppendedEntry> entries = new ArrayList<>();
    private final Map<String, Long> balanceChanges = new TreeMap<>();
    private long number;
    private byte[] hash;

    /**
     * @param head the end of the shard, locked by the caller
     * @param nowMs the ledger's clock; the entries of this transaction bear it, or the time of the entry before them if the
     *     clock was set back
     */
    public JournalTail(ShardHead head, long nowMs) {
        this.shard = head.shard();
        this.number = head.entryNumber();
        this.hash = head.chainHash();
        this.lastRecordedAtMs = head.recordedAtMs();
        this.recordedAtMs = Math.max(nowMs, head.recordedAtMs());
    }

    /**
     * Appends one entry.
     *
     * @param postings legs that sum to zero
     * @throws IllegalArgumentException when they do not
     */
    public AppendedEntry append(EntryCause cause, List<Posting> postings) {
        JournalEntry entry = new JournalEntry(shard, number + 1, recordedAtMs, cause, postings);
        byte[] body = entry.encode();
        byte[] link = JournalEntry.link(shard, entry.number(), hash, body);
        AppendedEntry appended = new AppendedEntry(entry, body, hash, link);
        for (Posting posting : postings) {
            balanceChanges.merge(posting.account().text(), posting.signedAmount(), Math::addExact);
        }
        entries.add(appended);
        number = entry.number();
        hash = link;
        return appended;
    }

    /** The end of the shard after the appended entries. */
    public ShardHead head(long nextOffset) {
        return new ShardHead(shard, nextOffset, number, hash, entries.isEmpty() ? lastRecordedAtMs : recordedAtMs);
    }

    /** Time that the entries of this transaction bear. */
    public long recordedAtMs() {
        return recordedAtMs;
    }

    /** Sum of the appended postings of an account so far, micro-credits. */
    public long balanceChange(LedgerAccount account) {
        return balanceChanges.getOrDefault(account.text(), 0L);
    }

    /** The appended entries in order. */
    public List<AppendedEntry> entries() {
        return List.copyOf(entries);
    }

    /** What the appended entries do to each account, by its text form in ascending order. */
    public Map<String, Long> balanceChanges() {
        return new TreeMap<>(balanceChanges);
    }
}
