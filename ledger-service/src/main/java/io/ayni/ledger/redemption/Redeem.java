package io.ayni.ledger.redemption;

import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.redemption.RedeemVerdict.Accepted;
import java.util.function.Supplier;

/** Spends an account's credits on a benefit. Safe for all threads; asking again with the same key gives the same answer. */
public final class Redeem {
    private final RedemptionStore store;
    private final RedemptionRules rules;
    private final Supplier<RedemptionId> ids;
    private final Runnable changed;

    /**
     * @param store keeps them
     * @param rules decides
     * @param ids random names
     * @param changed is told that there are events to publish
     */
    public Redeem(RedemptionStore store, RedemptionRules rules, Supplier<RedemptionId> ids, Runnable changed) {
        this.store = store;
        this.rules = rules;
        this.ids = ids;
        this.changed = changed;
    }

    /** Redeems, or says what became of the same wish before. */
    public RedeemVerdict redeem(RedeemRequest request) {
        RedeemVerdict verdict = store.redeem(request, state -> rules.redeem(request, state, ids.get()));
        if (verdict instanceof Accepted) {
            changed.run();
        }
        return verdict;
    }
}
