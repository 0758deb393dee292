package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.Checks.moved;
import static io.ayni.contracts.verify.Checks.require;

import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What operators did: fundings in sequence, corrections that took two, deeds that moved nothing. */
final class OperatorFold {
    private final Map<LedgerAccount, Long> fundings = new HashMap<>();
    private final Set<ActionId> adjustments = new HashSet<>();
    private final Set<ActionId> deeds = new HashSet<>();
    private long funded;

    void funding(JournalEntry entry, EntryCause.Funding cause) throws ViolationException {
        LedgerAccount pool = new LedgerAccount.Pool(cause.campaign(), cause.shard());
        long before = fundings.getOrDefault(pool, 0L);
        require(cause.sequence() > before, entry, Invariant.I8, "fundings of " + pool.text() + " are not in sequence");
        fundings.put(pool, cause.sequence());
        long amount = moved(entry, new LedgerAccount.Funding(cause.campaign()), pool);
        require(cause.shard() == entry.shard(), entry, Invariant.I13, "a pool is funded outside its own shard");
        require(amount > 0, entry, Invariant.I13, "a funding is not a debit of the operator and a credit of the pool");
        funded = Math.addExact(funded, amount);
    }

    void adjustment(JournalEntry entry, EntryCause.Adjustment cause) throws ViolationException {
        require(adjustments.add(cause.id()), entry, Invariant.I8, "an adjustment was made twice");
        boolean hasCounterpart = entry.postings().stream()
                .map(Posting::account)
                .anyMatch(account -> account instanceof LedgerAccount.Owner || isOwnPool(account, entry));
        boolean hasAdjustment =
                entry.postings().stream().anyMatch(leg -> leg.account() instanceof LedgerAccount.Adjustment);
        require(
                entry.postings().size() == 2 && hasCounterpart && hasAdjustment,
                entry,
                Invariant.I4,
                "an adjustment is one leg on the adjustment account and one on an owner or a pool of the shard");
    }

    private static boolean isOwnPool(LedgerAccount account, JournalEntry entry) {
        return account instanceof LedgerAccount.Pool pool && pool.shard() == entry.shard();
    }

    void deed(JournalEntry entry, EntryCause.OperatorAction cause) throws ViolationException {
        require(deeds.add(cause.id()), entry, Invariant.I8, "a deed stands twice");
        require(entry.postings().isEmpty(), entry, Invariant.I4, "a deed moves money");
    }

    long funded() {
        return funded;
    }
}
