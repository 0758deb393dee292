package io.ayni.ledger.grpc;

import io.ayni.contracts.identity.NodeId;
import java.util.HashMap;
import java.util.Map;

/** Counts open settlement streams, in all and per node. Safe for all threads. */
final class StreamSlots {
    private final int max;
    private final int maxPerNode;
    private final Map<NodeId, Integer> open = new HashMap<>();
    private int total;

    /**
     * @param max streams in all
     * @param maxPerNode streams of one node
     */
    StreamSlots(int max, int maxPerNode) {
        this.max = max;
        this.maxPerNode = maxPerNode;
    }

    /** Takes a slot; false when none is free. */
    synchronized boolean tryTake(NodeId node) {
        int ofNode = open.getOrDefault(node, 0);
        if (total >= max || ofNode >= maxPerNode) {
            return false;
        }
        open.put(node, ofNode + 1);
        total++;
        return true;
    }

    /** Gives a slot back. */
    synchronized void giveBack(NodeId node) {
        open.computeIfPresent(node, (id, count) -> count == 1 ? null : count - 1);
        total--;
    }

    /** Streams open now. */
    synchronized int total() {
        return total;
    }
}
