package io.ayni.ledger.pending;

/**
 * How long earnings stay pending.
 *
 * @param lotLengthMs time slice that a lot collects, 1 s to a day
 * @param holdMs time that a lot is held after its slice
 * @param vestingMs until a new account's earnings are released, counted from its first settlement
 * @param vestingSessions or until it has so many settled grants, whichever comes first
 * @param lookAgainMs when a lot that must wait for something without a date is looked at again
 */
public record PendingPolicy(long lotLengthMs, long holdMs, long vestingMs, long vestingSessions, long lookAgainMs) {
    private static final long MIN_LOT_MS = 1_000;
    private static final long MAX_LOT_MS = 24 * 3_600_000L;

    /** Checks the ranges. */
    public PendingPolicy {
        boolean possible = lotLengthMs >= MIN_LOT_MS && lotLengthMs <= MAX_LOT_MS && lookAgainMs > 0;
        if (!possible || holdMs < 0 || vestingMs < 0 || vestingSessions < 0) {
            throw new IllegalArgumentException("a lot collects 1 s to a day, and no time is below nothing");
        }
    }

    /** Last instant of the slice that a time falls in. */
    public long lotUntilMs(long recordedAtMs) {
        return (recordedAtMs / lotLengthMs + 1) * lotLengthMs - 1;
    }

    /** When a lot is first looked at. */
    public long firstLookMs(long untilMs) {
        return untilMs + 1 + holdMs;
    }
}
