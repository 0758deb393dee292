package io.ayni.contracts.verify;

import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import java.util.List;

/** What the parts of the fold say about an entry that no sound ledger would have written. */
final class Checks {
    private Checks() {}

    static void require(boolean holds, JournalEntry entry, Invariant invariant, String otherwise)
            throws ViolationException {
        if (!holds) {
            throw new ViolationException(invariant, entry.shard(), entry.number(), otherwise);
        }
    }

    /** The amount when the entry is exactly one debit of the one and one credit of the other, otherwise 0. */
    static long moved(JournalEntry entry, LedgerAccount debited, LedgerAccount credited) {
        List<Posting> legs = entry.postings();
        if (legs.size() != 2) {
            return 0;
        }
        long amount = legs.getFirst().amountMicroCredits();
        Posting debit = new Posting(debited, Side.DEBIT, amount);
        Posting credit = new Posting(credited, Side.CREDIT, amount);
        return legs.contains(debit) && legs.contains(credit) ? amount : 0;
    }
}
