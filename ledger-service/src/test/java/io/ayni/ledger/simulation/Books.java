package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.Posting;
import io.ayni.ledger.journal.AppendedEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The chain and the balances as the entries alone tell them: I1, I2, I6, I8, I9, I13. */
final class Books {
    private record End(long number, byte[] hash, long recordedAtMs) {}

    private final Set<String> causes = new HashSet<>();
    private final List<End> ends = new ArrayList<>();
    private final List<Map<String, Long>> balances = new ArrayList<>();

    Books() {
        for (int shard = 0; shard < Paperwork.SHARDS; shard++) {
            ends.add(new End(0, JournalEntry.GENESIS, 0));
            balances.add(new TreeMap<>());
        }
    }

    /** Takes the next entry. */
    void add(int shard, AppendedEntry appended) {
        JournalEntry entry = appended.entry();
        End end = ends.get(shard);
        require(
                causes.add(entry.cause().key()),
                "I8",
                "posted twice: " + entry.cause().key());
        require(entry.shard() == shard && entry.number() == end.number() + 1, "I9", "a gap at " + entry.number());
        byte[] hash = JournalEntry.link(shard, entry.number(), end.hash(), appended.body());
        require(Arrays.equals(hash, appended.hash()), "I9", "a broken link at " + entry.number());
        require(entry.recordedAtMs() >= end.recordedAtMs(), "I9", "time runs backwards at " + entry.number());
        require(Arrays.equals(entry.encode(), appended.body()), "I9", "another body at " + entry.number());
        ends.set(shard, new End(entry.number(), hash, entry.recordedAtMs()));
        post(shard, entry);
    }

    private void post(int shard, JournalEntry entry) {
        long sum = 0;
        for (Posting posting : entry.postings()) {
            String account = posting.account().text();
            sum = Math.addExact(sum, posting.signedAmount());
            long balance = balances.get(shard).merge(account, posting.signedAmount(), Math::addExact);
            boolean isRightSide =
                    account.startsWith("funding:") ? balance <= 0 : balance >= 0 || account.startsWith("adjustment:");
            require(isRightSide, account.startsWith("pool:") ? "I13" : "I6", account + " at " + balance);
        }
        require(sum == 0, "I1", "an entry sums to " + sum);
    }

    /** Compares with what the tables say. */
    void compare(Database database, int shard) {
        End end = ends.get(shard);
        boolean isSameEnd = database.heads.get(shard).entryNumber() == end.number()
                && Arrays.equals(database.heads.get(shard).chainHash(), end.hash());
        require(isSameEnd, "I9", "the head is not at the last entry");
        require(database.balances.get(shard).equals(balances.get(shard)), "I2", "the balances are not the fold");
    }

    /** Balance of an account in a shard. */
    long balance(int shard, String account) {
        return balances.get(shard).getOrDefault(account, 0L);
    }
}
