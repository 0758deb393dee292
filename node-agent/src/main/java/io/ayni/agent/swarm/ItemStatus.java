package io.ayni.agent.swarm;

import io.ayni.contracts.content.ContentId;
import java.util.Optional;

/**
 * Where an item stands.
 *
 * @param contentId the item
 * @param name its advisory name
 * @param state what is going on
 * @param sizeBytes size of the item
 * @param verifiedBytes bytes whose hash was verified
 * @param fromPeersBytes bytes of verified pieces that came from peers since the engine started
 * @param fromEdgeBytes bytes of verified pieces that came from the edge since the engine started
 * @param peers connected peers
 * @param uploadingTo of these, peers that may fetch from here
 * @param downloadingFrom of these, peers that serve this node
 * @param failure why it stands still, for a person; empty unless failed
 */
public record ItemStatus(
        ContentId contentId,
        String name,
        State state,
        long sizeBytes,
        long verifiedBytes,
        long fromPeersBytes,
        long fromEdgeBytes,
        int peers,
        int uploadingTo,
        int downloadingFrom,
        Optional<String> failure) {
    /** What is going on. */
    public enum State {
        /** Pieces found on disk are hashed again. */
        CHECKING,
        /** Being fetched. */
        FETCHING,
        /** Every piece verified; seeding if sharing is agreed to. */
        COMPLETE,
        /** Cannot go on, for example for want of disk space; {@code download} tries again. */
        FAILED
    }
}
