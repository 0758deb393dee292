package io.ayni.agent.swarm.exchange;

/**
 * Upload limit of the node: a token bucket that holds at most {@value #QUANTUM_MS} ms worth of bytes. A block is let go
 * while any token is left and may overdraw it, so blocks larger than the bucket pass and the mean rate still holds. Not
 * thread-safe.
 */
public final class UploadBudget {
    /** Longest burst in milliseconds. */
    public static final int QUANTUM_MS = 50;

    private static final long MS_PER_SECOND = 1000;

    private final long bytesPerSecond;
    private long milliTokens;
    private long refilledAtMs;

    /** @param bytesPerSecond 0 for no limit */
    public UploadBudget(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
        this.milliTokens = capacity();
    }

    /** Takes the bytes if the limit allows any now. */
    public boolean tryTake(int bytes, long nowMs) {
        if (bytesPerSecond == 0) {
            return true;
        }
        long elapsed = Math.clamp(nowMs - refilledAtMs, 0, MS_PER_SECOND);
        refilledAtMs = nowMs;
        milliTokens = Math.min(capacity(), milliTokens + elapsed * bytesPerSecond);
        if (milliTokens <= 0) {
            return false;
        }
        milliTokens -= bytes * MS_PER_SECOND;
        return true;
    }

    private long capacity() {
        return QUANTUM_MS * bytesPerSecond;
    }
}
