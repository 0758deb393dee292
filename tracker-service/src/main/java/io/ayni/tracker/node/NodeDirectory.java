package io.ayni.tracker.node;

import io.ayni.contracts.identity.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * The table of enrolled nodes. Bounded: a full table refuses new nodes and never drops a known one for a new one.
 *
 * <p>An implementer guarantees that a value put is the value found until it is replaced or removed, and that nodes leave
 * {@link #removeIdle} in the order in which they were last put or touched. Used by one thread at a time.
 */
public interface NodeDirectory {
    /**
     * Adds or replaces a node and marks it seen now.
     *
     * @return false, and nothing changed, when the node is new and the table is full
     */
    boolean put(EnrolledNode node, long nowMs);

    /** The node of this name. */
    Optional<EnrolledNode> find(NodeId nodeId);

    /** Marks a node seen now; nothing happens when it is not known. */
    void touch(NodeId nodeId, long nowMs);

    /**
     * Removes nodes that were last seen before a time.
     *
     * @param max most nodes to remove in one call
     * @return the removed, longest idle first
     */
    List<NodeId> removeIdle(long seenBeforeMs, int max);

    /** Number of known nodes. */
    int size();
}
