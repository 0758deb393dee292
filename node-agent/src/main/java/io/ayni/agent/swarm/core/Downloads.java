package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.core.DownloadSide.Stage;
import io.ayni.agent.swarm.core.PeerMessage.Bye;
import io.ayni.agent.swarm.exchange.ExposureWindow;
import io.ayni.agent.swarm.exchange.Refusal;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.PeerProof;
import io.ayni.contracts.identity.NodeId;
import java.util.BitSet;
import java.util.Optional;

/**
 * The downloader's part of a stream: presents grants, keeps track of what the peer offers, and takes piece data. What to
 * ask for is {@link Requests}' matter, what to sign {@link Receipts}'.
 *
 * <p>A renewal is presented when nothing is on its way under the grant before and its last receipt is signed. So every
 * byte belongs to exactly one grant, at the price of one round trip per grant.
 */
final class Downloads {
    /** A peer without a piece is asked again after this, {@value #SOON_AGAIN} times, then doubling up to 8 s. */
    static final long PRESENT_AGAIN_MS = 250;

    /** A presented grant is answered within this, or the stream ends. */
    static final long ANSWER_MS = 10_000;

    private static final int SOON_AGAIN = 8;
    private static final int MAX_DOUBLINGS = 5;
    private static final int MAX_REFUSALS = 20;

    private final SwarmState state;
    private final LinkTable links;
    private final Requests requests;
    private final Receipts receipts;

    Downloads(SwarmState state, LinkTable links, Requests requests, Receipts receipts) {
        this.state = state;
        this.links = links;
        this.requests = requests;
        this.receipts = receipts;
    }

    /**
     * Presents the link's grant, if it has one that was not presented: to get pieces, or to hand over the receipt for some
     * that were verified after the stream before had broken.
     */
    void present(Link link) {
        DownloadSide down = link.down;
        if (!link.isGreeted() || down.stage != Stage.IDLE || down.offer.isEmpty()) {
            return;
        }
        if (!state.isFetching() && !down.offer.get().owesReceipt()) {
            return;
        }
        down.presentAgainAtMs = 0;
        down.stage = Stage.PRESENTED;
        sendPresentation(link, down.offer.get());
    }

    private void sendPresentation(Link link, GrantOffer offer) {
        link.down.presentedAtMs = state.tickMs();
        byte[] proof = offer.sessionKey.sign(link.ownProof(PeerProof.Role.DOWNLOADER, offer.grant));
        state.send(link, new PeerMessage.PresentGrant(offer.envelope, proof));
    }

    void onAccepted(Link link, PeerMessage.GrantAccepted message) {
        DownloadSide down = link.down;
        Optional<GrantOffer> answered = answeredOffer(down);
        if (answered.isEmpty() || !answered.get().grant.grantId().equals(message.grantId())) {
            links.violated(link, "a grant was accepted that was not presented");
            return;
        }
        GrantOffer offer = answered.get();
        if (!isProven(link, offer, message)) {
            links.violated(link, "the uploader did not prove the key that the grant names");
            return;
        }
        if (message.windowBytes() < ExposureWindow.startBytes(state.metainfo.pieceLengthBytes())) {
            links.violated(link, "the exposure window is smaller than the law");
            return;
        }
        offer.window.adopt(message.windowBytes());
        accept(link, offer);
    }

    private void accept(Link link, GrantOffer offer) {
        DownloadSide down = link.down;
        offer.begin(state.tally.fromEdgeBytes, state.stall.totalMs());
        down.refusals = 0;
        down.presentedAtMs = 0;
        down.spent = false;
        if (down.stage == Stage.PRESENTED) {
            down.stage = Stage.ACCEPTED;
            receipts.sign(link);
            if (state.board.isComplete() && !link.up.isActive()) {
                links.close(link, Bye.Reason.DONE);
            }
        } else {
            down.renewalPresented = false;
            down.renewal = Optional.empty();
            down.renewalAsked = false;
            down.offer = Optional.of(offer);
            requests.recount(link);
            requests.fill(link);
        }
    }

    private static Optional<GrantOffer> answeredOffer(DownloadSide down) {
        if (down.stage == Stage.PRESENTED) {
            return down.offer;
        }
        return down.renewalPresented ? down.renewal : Optional.empty();
    }

    private static boolean isProven(Link link, GrantOffer offer, PeerMessage.GrantAccepted message) {
        return Ed25519PublicKey.decode(message.nodeKey())
                .filter(key -> NodeId.of(key).equals(offer.grant.uploaderId()))
                .filter(key -> key.verify(link.otherProof(PeerProof.Role.UPLOADER, offer.grant), message.proof()))
                .isPresent();
    }

    void onRefused(Link link, PeerMessage.GrantRefused message) {
        DownloadSide down = link.down;
        down.presentedAtMs = 0;
        if (down.renewalPresented && !down.offer.get().grant.grantId().equals(message.grantId())) {
            down.renewalPresented = false;
            down.renewal = Optional.empty();
            down.renewalAsked = false;
            requests.fill(link);
            return;
        }
        if (down.offer.isEmpty() || down.stage == Stage.IDLE) {
            links.violated(link, "a grant was refused that was not presented");
            return;
        }
        requests.leave(link);
        boolean passes = message.reason() == Refusal.NOT_HELD || message.reason() == Refusal.BUSY;
        if (passes && down.refusals < MAX_REFUSALS) {
            int doublings = Math.clamp(++down.refusals - SOON_AGAIN, 0, MAX_DOUBLINGS);
            down.presentAgainAtMs = state.tickMs() + (PRESENT_AGAIN_MS << doublings);
            return;
        }
        down.offer = Optional.empty();
        if (!link.up.isActive()) {
            links.close(link, Bye.Reason.DONE);
        }
    }

    void onBitfield(Link link, PeerMessage.Bitfield message) {
        DownloadSide down = link.down;
        if (down.stage != Stage.ACCEPTED) {
            links.violated(link, "a bitfield out of order");
            return;
        }
        Optional<BitSet> bits = Bitfields.decode(message.bits(), state.metainfo.pieceCount());
        if (bits.isEmpty()) {
            links.violated(link, "the bitfield does not fit the item");
            return;
        }
        down.stage = Stage.OPEN;
        down.offered.or(bits.get());
        requests.recount(link);
        down.lastDataMs = state.tickMs();
        requests.fill(link);
    }

    void onHave(Link link, PeerMessage.Have message) {
        if (!link.down.isOpen() || message.pieces().length > PeerMessage.MAX_HAVE_PIECES) {
            links.violated(link, "a have out of order or too long");
            return;
        }
        for (int piece : message.pieces()) {
            if (piece < 0 || piece >= state.metainfo.pieceCount()) {
                links.violated(link, "a have of no piece");
                return;
            }
            if (!link.down.offered.get(piece)) {
                link.down.offered.set(piece);
                if (link.down.counted) {
                    state.board.rarest.appeared(piece);
                }
            }
        }
        requests.fill(link);
    }

    void onPieceData(Link link, PeerMessage.PieceData message) {
        DownloadSide down = link.down;
        int length = message.data().remaining();
        switch (down.requests.answered(message.piece(), message.begin(), length)) {
            case UNSOLICITED -> links.violated(link, "data that was not asked for");
            case WITHDRAWN -> state.tally.wastedBytes += length;
            case AWAITED -> take(link, message, length);
        }
    }

    private void take(Link link, PeerMessage.PieceData message, int length) {
        DownloadSide down = link.down;
        long now = state.tickMs();
        down.rate.add(length, now);
        down.lastDataMs = now;
        down.snubbed = false;
        requests.recount(link);
        state.peerProgressMs = now;
        PieceFetch fetch = down.fetches.get(message.piece());
        fetch.take(message.data());
        if (fetch.isWhole()) {
            requests.whole(link, fetch);
        }
        requests.fill(link);
    }

    void onChoke(Link link) {
        if (!link.down.isOpen()) {
            links.violated(link, "a choke out of order");
            return;
        }
        link.down.choked = true;
        requests.recount(link);
        requests.release(link);
        link.down.requests.clear();
    }

    void onUnchoke(Link link) {
        if (!link.down.isOpen()) {
            links.violated(link, "an unchoke out of order");
            return;
        }
        link.down.choked = false;
        requests.recount(link);
        requests.fill(link);
    }

    /** Presents a further grant as soon as the one before is at rest. */
    void renew(Link link) {
        DownloadSide down = link.down;
        if (down.renewal.isEmpty() || down.renewalPresented || !down.isOpen() || !down.isQuiet()) {
            return;
        }
        receipts.sign(link);
        down.renewalPresented = true;
        sendPresentation(link, down.renewal.get());
    }

    void tick(Link link) {
        DownloadSide down = link.down;
        if (down.presentedAtMs != 0 && state.tickMs() - down.presentedAtMs >= ANSWER_MS) {
            links.close(link, Bye.Reason.IDLE);
            return;
        }
        if (down.presentAgainAtMs != 0 && state.tickMs() >= down.presentAgainAtMs) {
            present(link);
        }
        renew(link);
    }
}
