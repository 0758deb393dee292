package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.core.PeerMessage.Bye;
import io.ayni.agent.swarm.exchange.GrantRules;
import io.ayni.agent.swarm.exchange.GrantVerdict;
import io.ayni.agent.swarm.exchange.ReceiptFault;
import io.ayni.agent.swarm.exchange.Refusal;
import io.ayni.agent.swarm.exchange.UploadAccount;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.PeerProof;
import java.util.Optional;

/**
 * The uploader's part of a stream: checks grants, takes requests and receipts. Nothing is served before a grant was
 * accepted, which needs the owner's agreement; sending is {@link BlockPump}'s matter.
 */
final class Uploads {
    /** Receipts of a stream that may wait to become durable. */
    static final int MAX_RECEIPTS_IN_TRANSIT = 64;
    /** Presentations of a stream that may be refused. */
    static final int MAX_REFUSALS = 32;

    private final SwarmState state;
    private final LinkTable links;
    private final BlockPump pump;

    Uploads(SwarmState state, LinkTable links, BlockPump pump) {
        this.state = state;
        this.links = links;
        this.pump = pump;
    }

    void onPresented(Link link, PeerMessage.PresentGrant message) {
        UploadSide up = link.up;
        up.lastActivityMs = state.tickMs();
        if (up.waiting.isPresent()) {
            links.violated(link, "a grant was presented before the one before was answered");
        } else if (up.blocksInTransit > 0) {
            up.waiting = Optional.of(message);
        } else {
            answer(link, message);
        }
    }

    private void answer(Link link, PeerMessage.PresentGrant message) {
        GrantVerdict verdict = state.settings
                .grantRules()
                .checkPresented(
                        new GrantRules.Presentation(message.grant(), message.proof(), link.otherNonce(), link.ownNonce),
                        state.ownId,
                        state.metainfo.contentId(),
                        state.settings.uploadAccounts(),
                        state.now.wallMs());
        switch (verdict) {
            case GrantVerdict.Bad(GrantId grantId, Refusal reason) -> refuse(link, grantId, reason);
            case GrantVerdict.Good good -> admit(link, good, message.grant());
        }
    }

    private void admit(Link link, GrantVerdict.Good good, Envelope envelope) {
        Grant grant = good.grant();
        if (!state.sharing) {
            refuse(link, grant.grantId(), Refusal.NOT_SHARING);
            return;
        }
        if (!state.board.holdsAny()) {
            refuse(link, grant.grantId(), Refusal.NOT_HELD);
            return;
        }
        int pieceLength = state.metainfo.pieceLengthBytes();
        Optional<UploadAccount> account = state.settings
                .uploadAccounts()
                .attach(
                        grant.grantId(),
                        state.now.wallMs(),
                        () -> new UploadAccount(grant, envelope, good.sessionKey(), pieceLength));
        if (account.isEmpty()) {
            refuse(link, grant.grantId(), Refusal.BUSY);
            return;
        }
        accept(link, account.get());
    }

    private void accept(Link link, UploadAccount account) {
        UploadSide up = link.up;
        boolean first = !up.isActive();
        pump.flushHaves();
        up.account.ifPresent(UploadAccount::detach);
        up.account = Optional.of(account);
        up.everAccepted = true;
        up.starvedSinceMs = 0;
        byte[] proof = state.settings.nodeKey().sign(link.ownProof(PeerProof.Role.UPLOADER, account.grant()));
        byte[] nodeKey = state.settings.nodeKey().publicKey().bytes();
        state.send(
                link, new PeerMessage.GrantAccepted(account.grant().grantId(), nodeKey, proof, account.windowBytes()));
        if (first) {
            byte[] bits = Bitfields.encode(state.board.held(), state.metainfo.pieceCount());
            state.send(link, new PeerMessage.Bitfield(bits));
        }
        pump.pump();
    }

    private void refuse(Link link, GrantId grantId, Refusal reason) {
        if (++link.up.refusals > MAX_REFUSALS) {
            links.violated(link, "too many grants that cannot be served");
            return;
        }
        state.send(link, new PeerMessage.GrantRefused(grantId, reason));
    }

    void onRequest(Link link, PeerMessage.Request request) {
        UploadSide up = link.up;
        if (!up.isActive()) {
            crossed(link, "a request without a grant");
        } else if (!fits(request)) {
            links.violated(link, "a request that does not fit the item");
        } else if (up.requests.size() + up.blocksInTransit >= PeerMessage.MAX_OUTSTANDING_REQUESTS) {
            links.violated(link, "too many requests");
        } else if (!state.board.isHeld(request.piece())) {
            links.close(link, Bye.Reason.DONE);
        } else {
            up.lastActivityMs = state.tickMs();
            pump.ask(link, request);
        }
    }

    private boolean fits(PeerMessage.Request request) {
        if (request.piece() < 0 || request.piece() >= state.metainfo.pieceCount()) {
            return false;
        }
        int pieceLength = state.metainfo.piece(request.piece()).lengthBytes();
        long end = (long) request.begin() + request.length();
        return request.begin() >= 0
                && request.begin() % PeerMessage.REQUEST_ALIGNMENT_BYTES == 0
                && request.length() > 0
                && request.length() <= PeerMessage.MAX_REQUEST_BYTES
                && end <= pieceLength
                && (request.length() % PeerMessage.REQUEST_ALIGNMENT_BYTES == 0 || end == pieceLength);
    }

    void onCancel(Link link, PeerMessage.Cancel cancel) {
        if (!link.up.isActive()) {
            crossed(link, "a cancel without a grant");
            return;
        }
        UploadSide up = link.up;
        up.requests.removeIf(request -> request.piece() == cancel.piece() && request.begin() == cancel.begin());
        if (up.requests.isEmpty()) {
            up.starvedSinceMs = 0; // a receipt is owed only while something waits for it
        }
    }

    void onReceipt(Link link, PeerMessage.SignedReceipt message) {
        UploadSide up = link.up;
        if (up.account.isEmpty()) {
            crossed(link, "a receipt without a grant");
            return;
        }
        UploadAccount account = up.account.get();
        Optional<ReceiptFault> fault = account.check(message.receipt());
        if (fault.isPresent()) {
            links.violated(link, "a receipt that does not hold: " + fault.get());
            return;
        }
        if (++up.receiptsInTransit > MAX_RECEIPTS_IN_TRANSIT) {
            links.violated(link, "too many receipts at once");
            return;
        }
        up.lastActivityMs = state.tickMs();
        state.emit(new SwarmEffect.KeepReceipt(
                link.id, account.grant().grantId(), account.envelope(), message.receipt(), account.lastReceiptBytes()));
    }

    /** Frames that cross the end of a grant are no fault of the peer. */
    private void crossed(Link link, String violation) {
        if (!link.up.everAccepted) {
            links.violated(link, violation);
        }
    }

    void onKept(SwarmEvent.ReceiptKept event) {
        state.settings.uploadAccounts().find(event.grantId()).ifPresent(account -> {
            state.tally.receiptedBytes += account.kept(event.cumulativeBytes());
        });
        Link link = state.links.get(event.link());
        if (link != null) {
            link.up.receiptsInTransit--;
            link.up.starvedSinceMs = 0;
            pump.pump();
        }
    }

    void onBlockSent(SwarmEvent.BlockSent event) {
        state.tally.givenBytes += event.length();
        Link link = state.links.get(event.link());
        if (link == null) {
            return;
        }
        link.up.blocksInTransit--;
        link.up.bytesInTransit -= event.length();
        state.uploadSlots.left(event.length(), state.tickMs());
        link.up.lastActivityMs = state.tickMs();
        if (link.up.blocksInTransit == 0 && link.up.waiting.isPresent()) {
            PeerMessage.PresentGrant message = link.up.waiting.get();
            link.up.waiting = Optional.empty();
            answer(link, message);
        }
        pump.pump();
    }

    /** The owner revoked: every stream that is served ends. */
    void onSharing(boolean sharing) {
        state.sharing = sharing;
        if (!sharing) {
            for (Link link : links.all()) {
                if (link.up.isActive()) {
                    links.close(link, Bye.Reason.NOT_SHARING);
                }
            }
        }
    }
}
