package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.core.PeerMessage.Bye;
import java.util.Optional;

/** What becomes of a piece once the disk has seen it: counted, announced and receipted, or given back to be fetched. */
final class PieceOutcomes {
    /** Writing is tried again after this. */
    static final long STORE_RETRY_MS = 15_000;

    private final SwarmState state;
    private final LinkTable links;
    private final Requests requests;
    private final Receipts receipts;
    private final Reports reports;
    private final BlockPump pump;
    private final EdgeDesk edge;
    private final Introductions introductions;
    private final Announcer announcer;
    private long storeFailedMs;

    PieceOutcomes(
            SwarmState state,
            LinkTable links,
            Requests requests,
            Receipts receipts,
            Reports reports,
            BlockPump pump,
            EdgeDesk edge,
            Introductions introductions,
            Announcer announcer) {
        this.state = state;
        this.links = links;
        this.requests = requests;
        this.receipts = receipts;
        this.reports = reports;
        this.pump = pump;
        this.edge = edge;
        this.introductions = introductions;
        this.announcer = announcer;
    }

    void onChecked(SwarmEvent.Checked event) {
        state.checked = true;
        state.startedMs = state.tickMs();
        state.storedMs = state.tickMs();
        state.peerProgressMs = state.tickMs();
        state.board.begin(event.held());
        event.held().stream().forEach(piece -> state.setDurable(piece, true));
        announcer.start();
    }

    void onStored(SwarmEvent.PieceStored event) {
        Optional<PieceFetch> fetch = state.board.verified(event.piece());
        state.board.hold(event.piece());
        state.storedMs = state.tickMs();
        state.stall.came(event.piece(), state.tickMs());
        pump.announce(event.piece());
        int length = state.metainfo.piece(event.piece()).lengthBytes();
        switch (event.source()) {
            case Source.Edge from -> {
                state.tally.fromEdgeBytes += length;
                edge.onGood(from);
            }
            case Source.Peer(LinkId id) -> {
                state.tally.fromPeersBytes += length;
                fetch.ifPresent(done -> counted(id, done));
            }
        }
        if (state.board.isComplete()) {
            complete();
        }
    }

    /** May come before the piece is reported as stored: a commit takes along whatever was written. */
    void onDurable(int[] pieces) {
        for (int piece : pieces) {
            state.setDurable(piece, true);
        }
        if (state.commitFailure.isPresent()) {
            state.commitFailure = Optional.empty();
            requests.fillAll();
        }
    }

    private void counted(LinkId id, PieceFetch fetch) {
        fetch.offer.filter(offer -> !offer.isClosed()).ifPresent(offer -> {
            offer.receipts.count(fetch.piece(), fetch.span.hash(), fetch.span.lengthBytes());
            reports.touched(offer);
        });
        Link link = state.links.get(id);
        if (link != null) {
            link.down.verifying--;
            link.down.proven = true;
            receipts.counted(link);
            requests.fill(link);
        }
    }

    private void complete() {
        pump.flushHaves();
        announcer.completed();
        for (Link link : links.all()) {
            receipts.sign(link);
            if (!link.up.isActive() && link.down.offer.isPresent()) {
                links.close(link, Bye.Reason.DONE);
            }
        }
    }

    void onCorrupt(SwarmEvent.PieceCorrupt event) {
        Optional<PieceFetch> fetch = state.board.verified(event.piece());
        fetch.flatMap(wrong -> wrong.offer).filter(offer -> !offer.isClosed()).ifPresent(offer -> {
            offer.failedPieces++;
            reports.touched(offer);
        });
        state.board.lost(event.piece());
        state.tally.corruptPieces++;
        switch (event.source()) {
            case Source.Edge from -> edge.onCorrupt(from);
            case Source.Peer(LinkId id) -> {
                Link link = state.links.get(id);
                if (link != null) {
                    link.down.verifying--;
                    introductions.avoid(link);
                }
            }
        }
        requests.fillAll();
    }

    /** A piece that was held is not good any more; peers that were told of it learn by a new greeting. */
    void onRotted(int piece) {
        boolean wasComplete = state.board.isComplete();
        state.board.lost(piece);
        state.setDurable(piece, false);
        for (Link link : links.all()) {
            if (link.up.isActive()) {
                links.close(link, Bye.Reason.DONE);
            }
        }
        if (wasComplete) {
            state.startedMs = state.tickMs();
            state.storedMs = state.tickMs();
        }
        requests.fillAll();
    }

    void onStoreFailed(SwarmEvent.StoreFailed event) {
        state.board.verified(event.piece());
        state.board.lost(event.piece());
        state.storeFailure = Optional.of(event.reason());
        storeFailedMs = state.tickMs();
        if (event.source() instanceof Source.Peer(LinkId id) && state.links.get(id) instanceof Link link) {
            link.down.verifying--;
        }
    }

    /** Writing is tried again. */
    void onResumed() {
        state.storeFailure = Optional.empty();
        requests.fillAll();
    }

    void tick() {
        if (state.storeFailure.isPresent() && state.tickMs() - storeFailedMs >= STORE_RETRY_MS) {
            onResumed();
        }
    }
}
