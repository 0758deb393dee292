package io.ayni.tracker.swarm;

import io.ayni.contracts.identity.NodeId;
import java.util.HashMap;
import java.util.Map;

/** How many of something each node may still have: a token bucket per known node. Not thread-safe. */
final class NodeAllowance {
    private static final long MILLIS = 1_000;

    private final long burst;
    private final long perSecond;
    private final Map<NodeId, Bucket> buckets = new HashMap<>();

    NodeAllowance(int burst, int perSecond) {
        this.burst = burst * MILLIS;
        this.perSecond = perSecond;
    }

    /** Takes one from the node's allowance; false when none is left. */
    boolean take(NodeId nodeId, long nowMs) {
        Bucket bucket = buckets.computeIfAbsent(nodeId, id -> new Bucket(burst, nowMs));
        long elapsedMs = Math.clamp(nowMs - bucket.filledAtMs, 0, burst);
        bucket.milliTokens = Math.min(burst, bucket.milliTokens + elapsedMs * perSecond);
        bucket.filledAtMs = nowMs;
        if (bucket.milliTokens < MILLIS) {
            return false;
        }
        bucket.milliTokens -= MILLIS;
        return true;
    }

    void forget(NodeId nodeId) {
        buckets.remove(nodeId);
    }

    private static final class Bucket {
        private long milliTokens;
        private long filledAtMs;

        private Bucket(long milliTokens, long filledAtMs) {
            this.milliTokens = milliTokens;
            this.filledAtMs = filledAtMs;
        }
    }
}
