package io.ayni.ledger.redemption;

/**
 * A redemption in one of its states; each offers only what may follow.
 *
 * <pre>
 *              post
 *   Pending ──────────► Posted
 *      │ callOff
 *      ├──────────────► Voided
 *      │ expire (due)
 *      └──────────────► Expired
 * </pre>
 *
 * A benefit that is had at once passes through Pending within one transaction.
 */
public sealed interface Redemption {
    /** What was agreed. */
    RedemptionOrder order();

    /**
     * The price is held.
     *
     * @param order what was agreed
     * @param confirmByMs from this instant on it can only expire
     */
    record Pending(RedemptionOrder order, long confirmByMs) implements Redemption {
        /** Whether it can only expire. */
        public boolean isDue(long nowMs) {
            return nowMs >= confirmByMs;
        }

        /** The price is spent. */
        public Posted post(long nowMs, String by, Gain gain) {
            if (isDue(nowMs)) {
                throw new IllegalStateException("a hold that is due can only expire");
            }
            return new Posted(order, nowMs, by, gain);
        }

        /** The price goes back because somebody called it off. */
        public Voided callOff(long nowMs, String by) {
            if (isDue(nowMs)) {
                throw new IllegalStateException("a hold that is due can only expire");
            }
            return new Voided(order, confirmByMs, nowMs, by);
        }

        /** The price goes back because nobody confirmed in time. */
        public Expired expire(long nowMs) {
            if (!isDue(nowMs)) {
                throw new IllegalStateException("a hold does not expire before its time");
            }
            return new Expired(order, confirmByMs, nowMs);
        }
    }

    /**
     * The price is spent and the benefit is had.
     *
     * @param order what was agreed
     * @param postedAtMs when
     * @param by the operator, or {@value EndRedemption#AT_ONCE}
     * @param gain what it gave
     */
    record Posted(RedemptionOrder order, long postedAtMs, String by, Gain gain) implements Redemption {}

    /**
     * Called off; the price went back in full.
     *
     * @param order what was agreed
     * @param confirmByMs when it would have expired
     * @param voidedAtMs when
     * @param by {@value EndRedemption#OWNER} or the operator
     */
    record Voided(RedemptionOrder order, long confirmByMs, long voidedAtMs, String by) implements Redemption {}

    /**
     * Not confirmed in time; the price went back in full.
     *
     * @param order what was agreed
     * @param confirmByMs when it was due
     * @param expiredAtMs when it ended
     */
    record Expired(RedemptionOrder order, long confirmByMs, long expiredAtMs) implements Redemption {}
}
