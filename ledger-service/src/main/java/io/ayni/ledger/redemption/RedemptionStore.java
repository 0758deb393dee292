package io.ayni.ledger.redemption;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.RedemptionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Port to redemptions, their money and what they give. Every method throws {@link
 * io.ayni.ledger.journal.StoreFailure} when it cannot be done now; whether a change whose failure is {@code UNAVAILABLE}
 * was made is then unknown, and asking again tells.
 */
public interface RedemptionStore {
    /**
     * Answers a wish: with the answer of its key if there is one, otherwise by the rule. What the rule decides is written
     * with the answer and the events in one step, and no two wishes of an account are decided on the same balance. The
     * state that the rule sees has all of the account's funds whenever the rule refuses for lack of them.
     */
    RedeemVerdict redeem(RedeemRequest request, Function<RedeemState, RedeemDecision> rule);

    /**
     * Ends a redemption by the rule, with the money's return or taking, what it gives and the events in one step.
     *
     * @return the redemption as it stands afterwards, empty when there is none of this id
     */
    Optional<Redemption> end(RedemptionId id, Function<EndState, EndDecision> rule);

    /** One redemption. */
    Optional<Redemption> find(RedemptionId id);

    /** An account's redemptions after a place, from the newest to the oldest. */
    List<Redemption> list(AccountId account, RedemptionPosition after, int limit);

    /** Pending redemptions that are due at this time, the oldest first. */
    List<RedemptionId> due(long nowMs, int limit);

    /**
     * Tells the world of rights that have ended by now.
     *
     * @return how many accounts were looked at, at most {@code limit}
     */
    int endRights(long nowMs, int limit);
}
