package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * The peers of all swarms. Bounded in every direction; a full store refuses newcomers and keeps whom it has.
 *
 * <p>An implementer guarantees: one entry per (swarm, node); counts that equal the entries; sampling that gives each
 * sharing peer the same chance; removal of all peers whose lease ended, provided that leases are given out in the order
 * of their ends, as they are when all have one length. Used by one thread at a time.
 */
public interface SwarmStore {
    /** Adds a peer, or renews it with the new particulars. */
    Placement put(SwarmPeer peer);

    /** The peer of this node in this swarm. */
    Optional<SwarmPeer> find(ContentId contentId, NodeId nodeId);

    /**
     * The number of this node in this swarm: when it joined, the lowest from 0 that no other peer had. Empty when it is
     * not there.
     */
    OptionalInt place(ContentId contentId, NodeId nodeId);

    /** Removes a peer at once. */
    Optional<SwarmPeer> remove(ContentId contentId, NodeId nodeId);

    /** Swarms that a node is in; at most the bound per node. */
    List<ContentId> swarmsOf(NodeId nodeId);

    /** Counts of a swarm; zero for one without peers. */
    SwarmCounts counts(ContentId contentId);

    /**
     * Distinct sharing peers of a swarm, drawn at random without preference.
     *
     * @param max most peers to draw
     */
    List<SwarmPeer> sampleSharing(ContentId contentId, int max, RandomGenerator random);

    /**
     * Removes peers whose lease ended.
     *
     * @param max most peers to remove in one call
     * @return the removed
     */
    List<SwarmPeer> removeExpired(long nowMs, int max);

    /** Peers in all swarms. */
    int peers();

    /** Swarms with at least one peer. */
    int swarms();
}
