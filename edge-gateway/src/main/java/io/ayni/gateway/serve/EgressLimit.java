package io.ayni.gateway.serve;

/**
 * Paces all file bytes of this gateway together to a rate. Callers reserve bytes in turn and are told how long to wait
 * before sending them, so the sum over any stretch of time stays below rate × time plus a burst of 100 ms. Safe for all
 * threads.
 */
public final class EgressLimit {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long BURST_NANOS = NANOS_PER_SECOND / 10;
    private static final int MAX_SLICE_BYTES = 64 * 1024;
    private static final int SLICES_PER_SECOND = 20;

    private final long bytesPerSecond;
    private long freeFromNanos;

    /**
     * @param bytesPerSecond the rate, 1 or more
     * @param nowNanos monotonic time
     */
    public EgressLimit(long bytesPerSecond, long nowNanos) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("an egress limit is at least one byte per second");
        }
        this.bytesPerSecond = bytesPerSecond;
        this.freeFromNanos = nowNanos;
    }

    /** How many bytes to reserve at a time: about a twentieth of a second, 1 byte to 64 KiB. */
    public int sliceBytes() {
        return (int) Math.clamp(bytesPerSecond / SLICES_PER_SECOND, 1, MAX_SLICE_BYTES);
    }

    /**
     * Reserves bytes.
     *
     * @param bytes 1 to {@link #sliceBytes}
     * @param nowNanos monotonic time, never going back
     * @return nanoseconds to wait before sending them, 0 or more
     */
    public synchronized long reserve(int bytes, long nowNanos) {
        long start = Math.max(freeFromNanos, nowNanos - BURST_NANOS);
        freeFromNanos = start + Math.ceilDiv(bytes * NANOS_PER_SECOND, bytesPerSecond);
        return Math.max(0, freeFromNanos - nowNanos);
    }
}
