package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.Checks.require;

import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import java.util.HashMap;
import java.util.Map;

/**
 * Balances as the journal gives them: of each account in the shard that is being read, which must never be on the wrong
 * side of zero, and over all shards read so far.
 */
final class BalanceFold {
    private final Map<LedgerAccount, Long> inShard = new HashMap<>();
    private final Map<LedgerAccount, Long> total = new HashMap<>();
    private int shard = -1;

    void apply(JournalEntry entry) throws ViolationException {
        if (entry.shard() != shard) {
            shard = entry.shard();
            inShard.clear();
        }
        for (Posting posting : entry.postings()) {
            total.merge(posting.account(), posting.signedAmount(), Math::addExact);
            long balance = inShard.merge(posting.account(), posting.signedAmount(), Math::addExact);
            requireSide(entry, posting.account(), balance);
        }
    }

    private static void requireSide(JournalEntry entry, LedgerAccount account, long balance) throws ViolationException {
        switch (account) {
            case LedgerAccount.Pool pool ->
                require(balance >= 0, entry, Invariant.I13, pool.text() + " falls to " + balance);
            case LedgerAccount.Owner _, LedgerAccount.Pending _, LedgerAccount.Held _, LedgerAccount.Redeemed _ ->
                require(balance >= 0, entry, Invariant.I6, account.text() + " falls to " + balance);
            case LedgerAccount.Funding _, LedgerAccount.Adjustment _ -> {} // the operator's side
        }
    }

    /** The balance over all shards. */
    long balance(LedgerAccount account) {
        return total.getOrDefault(account, 0L);
    }

    /** All accounts that a posting touched, over all shards. */
    Map<LedgerAccount, Long> balances() {
        return total;
    }
}
