package io.ayni.tracker.swarm.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.tracker.grant.GrantIssuer;
import io.ayni.tracker.node.PeerAddress;
import io.ayni.tracker.v1.Handout;
import io.ayni.tracker.v1.PeerHandout;

/** Turns handouts into messages; signs their grants on the way. Safe for all threads. */
public final class HandoutWriter {
    private final GrantIssuer issuer;

    /** @param issuer signs */
    public HandoutWriter(GrantIssuer issuer) {
        this.issuer = issuer;
    }

    Handout write(io.ayni.tracker.swarm.Handout handout) {
        Handout.Builder message = Handout.newBuilder()
                .setContentId(ByteString.copyFrom(handout.contentId().bytes()))
                .addAllEdges(handout.edges())
                .setIntervalMs(handout.intervalMs())
                .setSeeds(handout.counts().seeds())
                .setLeeches(handout.counts().leeches());
        handout.place().ifPresent(message::setPlace);
        handout.peers().forEach(peer -> message.addPeers(write(peer)));
        return message.build();
    }

    private PeerHandout write(io.ayni.tracker.swarm.PeerHandout peer) {
        return PeerHandout.newBuilder()
                .setNodeId(ByteString.copyFrom(peer.nodeId().bytes()))
                .setAddress(peer.address().map(PeerAddress::toString).orElse(""))
                .setGrant(Envelopes.toMessage(issuer.issue(peer.grant())))
                .setSessionKey(UnsafeByteOperations.unsafeWrap(peer.grant().sessionKey()))
                .build();
    }
}
