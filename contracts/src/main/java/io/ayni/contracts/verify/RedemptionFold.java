package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.Checks.moved;
import static io.ayni.contracts.verify.Checks.require;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.RedemptionId;
import java.util.HashMap;
import java.util.Map;

/** Holds of redemptions: each ends once, with everything that was set aside. */
final class RedemptionFold {
    private record Part(RedemptionId redemption, int shard) {}

    /** A hold; {@code open} is false once it has ended, so that its name is not used again. */
    private record Held(AccountId owner, String benefit, long amount, boolean open) {}

    private final Map<Part, Held> holds = new HashMap<>();
    private long redeemed;

    void hold(JournalEntry entry, EntryCause.Hold cause) throws ViolationException {
        Part part = part(entry, cause.redemption(), cause.shard());
        require(!holds.containsKey(part), entry, Invariant.I8, "a redemption holds twice");
        long amount = moved(entry, new LedgerAccount.Owner(cause.owner()), new LedgerAccount.Held(cause.owner()));
        require(amount > 0, entry, Invariant.I7, "a hold is not a debit of the owner and a credit of what it holds");
        holds.put(part, new Held(cause.owner(), cause.benefit(), amount, true));
    }

    void redeemed(JournalEntry entry, EntryCause.Redeemed cause) throws ViolationException {
        Held held = end(entry, part(entry, cause.redemption(), cause.shard()), cause.owner());
        require(held.benefit().equals(cause.benefit()), entry, Invariant.I7, "held for another benefit");
        requireAll(entry, held, new LedgerAccount.Redeemed(cause.benefit()));
        redeemed = Math.addExact(redeemed, held.amount());
    }

    void returned(JournalEntry entry, EntryCause.Returned cause) throws ViolationException {
        Held held = end(entry, part(entry, cause.redemption(), cause.shard()), cause.owner());
        requireAll(entry, held, new LedgerAccount.Owner(cause.owner()));
    }

    private Held end(JournalEntry entry, Part part, AccountId owner) throws ViolationException {
        Held held = holds.get(part);
        require(held != null && held.open(), entry, Invariant.I7, "nothing is held, or the hold has ended");
        require(held.owner().equals(owner), entry, Invariant.I7, "the hold is another owner's");
        holds.put(part, new Held(held.owner(), held.benefit(), held.amount(), false));
        return held;
    }

    private static void requireAll(JournalEntry entry, Held held, LedgerAccount receiver) throws ViolationException {
        long amount = moved(entry, new LedgerAccount.Held(held.owner()), receiver);
        require(amount == held.amount(), entry, Invariant.I7, "held were " + held.amount());
    }

    private static Part part(JournalEntry entry, RedemptionId redemption, int shard) throws ViolationException {
        require(shard == entry.shard(), entry, Invariant.I7, "the part of another shard");
        return new Part(redemption, shard);
    }

    /** Parts that are remembered. */
    int remembered() {
        return holds.size();
    }

    long redeemed() {
        return redeemed;
    }
}
