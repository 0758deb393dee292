package io.ayni.ledger.redemption;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.JournalNames;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.redemption.Redemption.Posted;
import io.ayni.ledger.redemption.Redemption.Voided;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Ends pending redemptions: confirmed by the operator, called off by owner or operator, or expired. However many try at
 * once, each ends once. Safe for all threads.
 */
public final class EndRedemption {
    /** Who ended a redemption that was had at once. */
    public static final String AT_ONCE = "at-once";
    /** Who called off his own. */
    public static final String OWNER = "owner";
    /** Redemptions and accounts that are looked at in one round. */
    public static final int MAX_PER_ROUND = 256;

    private final RedemptionStore store;
    private final RedemptionRules rules;
    private final LongSupplier nowMs;
    private final Runnable changed;

    /**
     * @param store keeps them
     * @param rules decides
     * @param nowMs the ledger's clock
     * @param changed is told that there are events to publish
     */
    public EndRedemption(RedemptionStore store, RedemptionRules rules, LongSupplier nowMs, Runnable changed) {
        this.store = store;
        this.rules = rules;
        this.nowMs = nowMs;
        this.changed = changed;
    }

    /** The owner calls it off. */
    public EndVerdict cancel(RedemptionId id, AccountId owner) {
        Optional<Redemption> found = store.find(id);
        if (found.isEmpty()) {
            return new EndVerdict.Unknown();
        }
        return found.get().order().account().equals(owner) ? callOff(id, OWNER) : new EndVerdict.NotYours();
    }

    /**
     * The operator calls it off.
     *
     * @param operator who
     */
    public EndVerdict voidIt(RedemptionId id, String operator) {
        requireOperator(operator);
        return callOff(id, operator);
    }

    private EndVerdict callOff(RedemptionId id, String by) {
        Optional<Redemption> after = store.end(id, state -> rules.callOff(state, by));
        return verdict(after, Voided.class);
    }

    /**
     * The operator confirms: the price is spent and the benefit is had.
     *
     * @param operator who
     */
    public EndVerdict confirm(RedemptionId id, String operator) {
        requireOperator(operator);
        Optional<Redemption> after = store.end(id, state -> rules.confirm(state, operator));
        return verdict(after, Posted.class);
    }

    /**
     * Ends what is due: holds that nobody confirmed, rights whose time is over. Goes on until nothing is due; what fails
     * does not keep the rest from ending.
     *
     * @throws StoreFailure the first failure, once all was tried
     */
    public void endDue() {
        expireHolds();
        int accounts;
        do {
            accounts = store.endRights(nowMs.getAsLong(), MAX_PER_ROUND);
            tellIf(accounts > 0);
        } while (accounts == MAX_PER_ROUND);
    }

    private void expireHolds() {
        List<RedemptionId> due;
        do {
            due = store.due(nowMs.getAsLong(), MAX_PER_ROUND);
            Optional<StoreFailure> failure = Optional.empty();
            for (RedemptionId id : due) {
                Optional<StoreFailure> failed = expire(id);
                failure = failure.or(() -> failed);
            }
            tellIf(!due.isEmpty());
            if (failure.isPresent()) {
                throw failure.get();
            }
        } while (due.size() == MAX_PER_ROUND);
    }

    private Optional<StoreFailure> expire(RedemptionId id) {
        try {
            store.end(id, rules::expire);
            return Optional.empty();
        } catch (StoreFailure e) {
            return Optional.of(e); // thrown by the caller once the others were tried
        }
    }

    private void tellIf(boolean isChanged) {
        if (isChanged) {
            changed.run();
        }
    }

    private EndVerdict verdict(Optional<Redemption> after, Class<? extends Redemption> wanted) {
        changed.run();
        return after.<EndVerdict>map(redemption -> wanted.isInstance(redemption)
                        ? new EndVerdict.Ended(redemption)
                        : new EndVerdict.EndedOtherwise(redemption))
                .orElseGet(EndVerdict.Unknown::new);
    }

    private static void requireOperator(String operator) {
        if (!JournalNames.isOperator(operator) || operator.equals(OWNER) || operator.equals(AT_ONCE)) {
            throw new IllegalArgumentException("not the name of an operator");
        }
    }
}
