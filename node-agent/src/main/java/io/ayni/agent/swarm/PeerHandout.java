package io.ayni.agent.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.identity.NodeId;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The tracker's reply to an announcement.
 *
 * @param contentId the item
 * @param peers uploaders that may be met, at most 8
 * @param edges base URLs of gateways that have the item
 * @param interval announce again within this time
 * @param seeds peers with all pieces
 * @param leeches peers still fetching
 * @param place this node's number among them from 0; empty when it is not known
 */
public record PeerHandout(
        ContentId contentId,
        List<Peer> peers,
        List<URI> edges,
        Duration interval,
        int seeds,
        int leeches,
        OptionalInt place) {
    /**
     * One uploader.
     *
     * @param nodeId who
     * @param address where to dial; empty when the uploader will dial this node
     * @param grant signed permission
     * @param sessionKey which of the announced keys the grant names
     */
    public record Peer(
            NodeId nodeId, Optional<InetSocketAddress> address, Envelope grant, Ed25519PublicKey sessionKey) {}

    /** A handout that does not tell this node's place. */
    public PeerHandout(
            ContentId contentId, List<Peer> peers, List<URI> edges, Duration interval, int seeds, int leeches) {
        this(contentId, peers, edges, interval, seeds, leeches, OptionalInt.empty());
    }

    /** Copies the lists. */
    public PeerHandout {
        peers = List.copyOf(peers);
        edges = List.copyOf(edges);
    }
}
