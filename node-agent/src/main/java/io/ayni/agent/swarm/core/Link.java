package io.ayni.agent.swarm.core;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.PeerProof;
import io.ayni.contracts.identity.NodeId;
import java.net.InetSocketAddress;
import java.util.Optional;

/** One peer stream: its greeting, and its two sides. State only. Not thread-safe. */
final class Link {
    final LinkId id;
    /** Who is dialled as an uploader; empty on streams that a peer opened and on dial-backs. */
    final Optional<NodeId> uploader;
    /** Where it was dialled; empty on streams that a peer opened. */
    final Optional<InetSocketAddress> address;
    /** The grant that a dial-back names in its Hello. */
    final Optional<GrantId> dialBackGrant;

    final byte[] ownNonce;
    final long sinceMs;
    final DownloadSide down = new DownloadSide();
    final UploadSide up = new UploadSide();
    private byte[] otherNonce;

    Link(
            LinkId id,
            Optional<NodeId> uploader,
            Optional<InetSocketAddress> address,
            Optional<GrantId> dialBackGrant,
            byte[] ownNonce,
            long sinceMs) {
        this.id = id;
        this.uploader = uploader;
        this.address = address;
        this.dialBackGrant = dialBackGrant;
        this.ownNonce = ownNonce;
        this.sinceMs = sinceMs;
    }

    /** Takes the other side's Hello. */
    void greeted(byte[] nonce) {
        otherNonce = nonce;
    }

    boolean isGreeted() {
        return otherNonce != null;
    }

    byte[] otherNonce() {
        return otherNonce;
    }

    /** What this side signs in the given role. */
    byte[] ownProof(PeerProof.Role role, Grant grant) {
        return new PeerProof(role, ownNonce, otherNonce, grant.grantId(), grant.contentId()).encode();
    }

    /** What the other side signs in the given role. */
    byte[] otherProof(PeerProof.Role role, Grant grant) {
        return new PeerProof(role, otherNonce, ownNonce, grant.grantId(), grant.contentId()).encode();
    }

    Source.Peer source() {
        return new Source.Peer(id);
    }
}
