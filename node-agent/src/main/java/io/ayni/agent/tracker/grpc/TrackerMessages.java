package io.ayni.agent.tracker.grpc;

import com.google.protobuf.ByteString;
import io.ayni.agent.config.HostPort;
import io.ayni.agent.consent.Consent;
import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.DialBack;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.agent.tracker.Reachability;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.Identifier;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.tracker.v1.AnnounceEvent;
import io.ayni.tracker.v1.AnnounceRequest;
import io.ayni.tracker.v1.CheckReachabilityResponse;
import io.ayni.tracker.v1.DialBackRequest;
import io.ayni.tracker.v1.Handout;
import io.ayni.tracker.v1.SharingConsent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Between the tracker's messages and the agent's values. What a tracker says is taken within bounds: addresses are IP
 * literals (no name is ever looked up), edges are http or https, and a part that is out of shape is left out.
 */
final class TrackerMessages {
    private static final int MAX_PEERS = 8;
    private static final int MAX_EDGES = 8;
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_INTERVAL = Duration.ofMinutes(10);

    private TrackerMessages() {}

    static Reachability reachability(CheckReachabilityResponse message) {
        Reachability.Finding finding =
                switch (message.getReachability()) {
                    case REACHABILITY_REACHABLE -> Reachability.Finding.REACHABLE;
                    case REACHABILITY_UNREACHABLE -> Reachability.Finding.UNREACHABLE;
                    case REACHABILITY_UNKNOWN, UNRECOGNIZED -> Reachability.Finding.UNKNOWN;
                };
        return new Reachability(finding, message.getCheckedAtMs());
    }

    static AnnounceRequest announce(Announcement announcement) {
        AnnounceRequest.Builder message = AnnounceRequest.newBuilder()
                .setContentId(bytes(announcement.contentId()))
                .setEvent(
                        switch (announcement.event()) {
                            case STARTED -> AnnounceEvent.ANNOUNCE_EVENT_STARTED;
                            case UPDATE -> AnnounceEvent.ANNOUNCE_EVENT_UPDATE;
                            case COMPLETED -> AnnounceEvent.ANNOUNCE_EVENT_COMPLETED;
                            case STOPPED -> AnnounceEvent.ANNOUNCE_EVENT_STOPPED;
                        })
                .setHaveBytes(announcement.haveBytes())
                .setMissingBytes(announcement.missingBytes());
        announcement.sessionKeys().forEach(key -> message.addSessionKeys(ByteString.copyFrom(key.bytes())));
        announcement.connected().forEach(node -> message.addConnected(bytes(node)));
        announcement.renew().forEach(node -> message.addRenew(bytes(node)));
        return message.build();
    }

    static SharingConsent consent(Consent consent) {
        return consent.isEffective()
                ? SharingConsent.newBuilder()
                        .setSharing(true)
                        .setTextVersion(consent.textVersion())
                        .setGivenAtMs(consent.decidedAtMs())
                        .build()
                : SharingConsent.getDefaultInstance();
    }

    /** Empty when the item cannot be told. */
    static Optional<PeerHandout> handout(Handout message) {
        if (message.getContentId().size() != ContentId.WIDTH) {
            return Optional.empty();
        }
        List<PeerHandout.Peer> peers = new ArrayList<>();
        message.getPeersList().stream().limit(MAX_PEERS).forEach(peer -> peer(peer)
                .ifPresent(peers::add));
        List<URI> edges = new ArrayList<>();
        message.getEdgesList().stream().limit(MAX_EDGES).forEach(edge -> edge(edge)
                .ifPresent(edges::add));
        return Optional.of(new PeerHandout(
                contentId(message.getContentId()),
                peers,
                edges,
                interval(message.getIntervalMs()),
                message.getSeeds(),
                message.getLeeches(),
                place(message)));
    }

    private static OptionalInt place(Handout message) {
        return message.hasPlace() && message.getPlace() >= 0 ? OptionalInt.of(message.getPlace()) : OptionalInt.empty();
    }

    static Optional<DialBack> dialBack(DialBackRequest message) {
        Optional<InetSocketAddress> address = address(message.getAddress());
        if (message.getContentId().size() != ContentId.WIDTH
                || message.getGrantId().size() != GrantId.WIDTH
                || address.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DialBack(
                contentId(message.getContentId()),
                address.get(),
                new GrantId(message.getGrantId().toByteArray())));
    }

    private static Optional<PeerHandout.Peer> peer(io.ayni.tracker.v1.PeerHandout message) {
        Optional<InetSocketAddress> address = address(message.getAddress());
        boolean isMisaddressed = !message.getAddress().isEmpty() && address.isEmpty();
        if (message.getNodeId().size() != NodeId.WIDTH || isMisaddressed) {
            return Optional.empty();
        }
        return Envelopes.fromMessage(message.getGrant()).flatMap(grant -> Ed25519PublicKey.decode(
                        message.getSessionKey().toByteArray())
                .map(key -> new PeerHandout.Peer(new NodeId(message.getNodeId().toByteArray()), address, grant, key)));
    }

    private static Optional<InetSocketAddress> address(String text) {
        try {
            HostPort parsed = HostPort.parse(text);
            return parsed.port() == 0
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(InetAddress.ofLiteral(parsed.host()), parsed.port()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not an address: the peer is left out
        }
    }

    private static Optional<URI> edge(String text) {
        try {
            URI url = URI.create(text);
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return isHttp && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not a URL: the edge is left out
        }
    }

    private static Duration interval(int milliseconds) {
        Duration told = Duration.ofMillis(Integer.toUnsignedLong(milliseconds));
        if (told.compareTo(MIN_INTERVAL) < 0) {
            return MIN_INTERVAL;
        }
        return told.compareTo(MAX_INTERVAL) > 0 ? MAX_INTERVAL : told;
    }

    private static ContentId contentId(ByteString bytes) {
        return new ContentId(bytes.toByteArray());
    }

    private static ByteString bytes(Identifier id) {
        return ByteString.copyFrom(id.bytes());
    }
}
