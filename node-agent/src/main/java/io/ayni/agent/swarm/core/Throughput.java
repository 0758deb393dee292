package io.ayni.agent.swarm.core;

/** Smoothed rate of a stream of bytes, measured over slices of {@value #SLICE_MS} ms. Not thread-safe. */
final class Throughput {
    private static final long SLICE_MS = 100;
    private static final long MS_PER_SECOND = 1000;

    private long sliceStartMs;
    private long sliceBytes;
    private long bytesPerSecond;
    private boolean known;

    void add(int bytes, long nowMs) {
        sliceBytes += bytes;
        long elapsed = nowMs - sliceStartMs;
        if (elapsed < SLICE_MS) {
            return;
        }
        long measured = sliceBytes * MS_PER_SECOND / elapsed;
        bytesPerSecond = known ? (bytesPerSecond + measured) / 2 : measured;
        known = true;
        sliceBytes = 0;
        sliceStartMs = nowMs;
    }

    /** Restarts the slice when requests begin to flow after a pause, so that the pause is not measured. */
    void begin(long nowMs) {
        sliceStartMs = nowMs;
        sliceBytes = 0;
    }

    boolean isKnown() {
        return known;
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }
}
