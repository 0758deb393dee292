package io.ayni.tracker.swarm;

/**
 * The operator's choices that the core works by.
 *
 * @param maxSessions most sessions open at once
 * @param maxItems most published items known
 * @param announceIntervalMs when a settled peer announces again
 * @param announceBurst requests of any kind that a node may send at once
 * @param announcesPerSecond requests that a node may send in the long run
 * @param weights how much neighbours earn from each other
 */
public record TrackerRules(
        int maxSessions,
        int maxItems,
        long announceIntervalMs,
        int announceBurst,
        int announcesPerSecond,
        WeightPolicy weights) {
    /** Peers that a node may learn of at once, in all swarms together. */
    public static final int PEERS_BURST = 512;
    /** Peers that a node may learn of in the long run, so that nobody can list a swarm. */
    public static final int PEERS_PER_SECOND = 2;
    /** A peer is gone this long after its last announce. */
    public static final long PEER_LEASE_MS = 90_000;
    /** A gateway is gone this long after its last announce. */
    public static final long EDGE_LEASE_MS = 30_000;
    /** A node without a session is forgotten this long after its last sign of life: longer than any token lives. */
    public static final long NODE_IDLE_MS = 15 * 60_000L;
    /** Counts of one swarm are published at most this often. */
    public static final long COUNTS_INTERVAL_MS = 1_000;
    /** While a swarm grew within this time, leeches with few peers come back soon. */
    public static final long GROWTH_MS = 10_000;
    /** Soonest and latest return of such a leech. */
    public static final int EAGER_MIN_MS = 2_000;
    /** See {@link #EAGER_MIN_MS}. */
    public static final int EAGER_MAX_MS = 5_000;
}
