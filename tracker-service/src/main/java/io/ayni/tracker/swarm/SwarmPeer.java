package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.NodeId;

/**
 * A node's presence in one swarm.
 *
 * @param contentId the swarm
 * @param nodeId the node
 * @param role its part
 * @param sharing whether its owner agreed to upload: only then it is ever handed out
 * @param haveBytes verified bytes, as it says
 * @param leaseUntilMs gone after this unless renewed, Unix milliseconds
 */
public record SwarmPeer(
        ContentId contentId, NodeId nodeId, PeerRole role, boolean sharing, long haveBytes, long leaseUntilMs) {

    /** The same peer after its owner decided anew. */
    public SwarmPeer withSharing(boolean decision) {
        return new SwarmPeer(contentId, nodeId, role, decision, haveBytes, leaseUntilMs);
    }
}
