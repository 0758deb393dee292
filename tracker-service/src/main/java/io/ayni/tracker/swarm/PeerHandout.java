package io.ayni.tracker.swarm;

import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.PeerAddress;
import java.util.Optional;

/**
 * One uploader to meet.
 *
 * @param nodeId the uploader
 * @param address its proven address; empty when it dials, or when the two are connected already
 * @param grant what is to be signed for the exchange
 */
public record PeerHandout(NodeId nodeId, Optional<PeerAddress> address, GrantOrder grant) {}
