package io.ayni.agent.swarm.core;

/** How long players waited for pieces that were not here. Not thread-safe. */
final class Stall {
    /** A waiting player says so once a second; one that went away is not counted for longer than this. */
    private static final long SILENCE_MS = 2_000;

    private static final int NONE = -1;

    private int piece = NONE;
    private long sinceMs;
    private long totalMs;

    /** A player waits for this piece, for the first time or still. */
    void waits(int missing, long nowMs) {
        if (missing == piece) {
            add(nowMs);
        }
        piece = missing;
        sinceMs = nowMs;
    }

    /** A piece is here now. */
    void came(int stored, long nowMs) {
        if (stored == piece) {
            add(nowMs);
            piece = NONE;
        }
    }

    private void add(long nowMs) {
        totalMs += Math.min(nowMs - sinceMs, SILENCE_MS);
    }

    /** Milliseconds in all. */
    long totalMs() {
        return totalMs;
    }
}
