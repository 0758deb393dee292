package io.ayni.agent.limit;

/**
 * A token bucket that holds at most {@value #QUANTUM_MS} ms worth of bytes; the rate may be another one at each call.
 * Bytes are let go while any token is left and may overdraw it, so that a block larger than the bucket passes and the mean
 * still holds: over any time T no more than rate × (T + {@value #QUANTUM_MS} ms) and one block. Not thread-safe.
 */
final class TokenBucket {
    /** Longest burst in milliseconds. */
    static final int QUANTUM_MS = 50;

    private static final long MS_PER_SECOND = 1000;
    private static final long LONGEST_REFILL_MS = 3_600_000;

    private long milliTokens;
    private long refilledAtMs;

    /** Whether a call of {@link #tryTake} would succeed now. */
    boolean isOpen(Rate rate, long nowMs) {
        if (rate.isUnlimited()) {
            milliTokens = 0;
            refilledAtMs = nowMs;
            return true;
        }
        long elapsed = Math.clamp(nowMs - refilledAtMs, 0, LONGEST_REFILL_MS);
        refilledAtMs = nowMs;
        milliTokens = Math.min(QUANTUM_MS * rate.bytesPerSecond(), milliTokens + elapsed * rate.bytesPerSecond());
        return milliTokens > 0;
    }

    /** Takes the bytes if the rate allows any now. */
    boolean tryTake(Rate rate, long bytes, long nowMs) {
        if (!isOpen(rate, nowMs)) {
            return false;
        }
        milliTokens -= rate.isUnlimited() ? 0 : bytes * MS_PER_SECOND;
        return true;
    }
}
