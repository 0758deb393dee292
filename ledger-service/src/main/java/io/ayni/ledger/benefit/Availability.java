package io.ayni.ledger.benefit;

/**
 * When a version can be had.
 *
 * @param fromMs first instant, Unix milliseconds
 * @param untilMs not any more from this instant on; {@link #NO_END} for no end
 * @param retired offered no more, whatever the times say; published as a version of its own
 */
public record Availability(long fromMs, long untilMs, boolean retired) {
    /** No end. */
    public static final long NO_END = Long.MAX_VALUE;
    /** Always. */
    public static final Availability ALWAYS = new Availability(0, NO_END, false);

    /** Checks the times. */
    public Availability {
        if (fromMs < 0 || untilMs <= fromMs) {
            throw new IllegalArgumentException("a benefit is available from a time to a later one");
        }
    }

    /** Whether it can be had, in order of precedence. */
    public enum State {
        /** Offered no more. */
        RETIRED,
        /** Offered later. */
        NOT_YET,
        /** The time of the offer is over. */
        OVER,
        /** Can be had. */
        OPEN
    }

    /** Whether it can be had at this time. */
    public State at(long nowMs) {
        if (retired) {
            return State.RETIRED;
        }
        if (nowMs < fromMs) {
            return State.NOT_YET;
        }
        return nowMs < untilMs ? State.OPEN : State.OVER;
    }
}
