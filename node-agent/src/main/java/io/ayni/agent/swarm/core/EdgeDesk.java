package io.ayni.agent.swarm.core;

import io.ayni.contracts.content.PieceSpan;
import java.net.URI;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The edge as the other source. It gives what peers cannot: first copies, divided among the peers of the swarm, pieces
 * that a player waits for, and everything when no peer is there or all are stalled.
 */
final class EdgeDesk {
    /** Requests beyond the limit for a piece that a player waits for. */
    static final int URGENT_EXTRA = 2;
    /** A piece that a player waits for is asked from the edge too when a peer has not given it for so long. */
    static final long HEDGE_MS = 300;

    private static final long BASE_TIMEOUT_MS = 15_000;
    private static final int MIN_BYTES_PER_MS = 32;
    private static final int NONE = FirstCopies.NONE;

    private final SwarmState state;
    private final Requests requests;
    private final EdgeHealth edges = new EdgeHealth();
    private final FirstCopies firstCopies;
    /** Which edge gave a piece that is being verified. */
    private final Map<Source.Edge, URI> verifying = new HashMap<>();

    private final BitSet everything;
    private long nextFetch = 1;
    private int fewStarted;
    private int spareStarted;
    private long idleSinceMs;
    private long patienceMs;
    private final long hesitationMs;

    EdgeDesk(SwarmState state, Requests requests) {
        this.state = state;
        this.requests = requests;
        this.everything = new BitSet(state.metainfo.pieceCount());
        this.everything.set(0, state.metainfo.pieceCount());
        this.firstCopies = new FirstCopies(state);
        this.hesitationMs = state.settings.random().nextLong(EdgePolicy.HESITATION_MS + 1);
        know(WebSeeds.gatewaysOf(state.metainfo));
    }

    /** The gateways of the newest handout. */
    void know(List<URI> bases) {
        edges.know(bases);
    }

    /** Starts as many requests as the situation calls for. */
    void fill() {
        boolean full = state.edgeFetches.size() >= EdgePolicy.ALONE_PARALLEL && state.board.window.isEmpty();
        if (full || !state.isFetching() || edges.isEmpty() || !state.mayDownload()) {
            return;
        }
        EdgePolicy policy = policy();
        while (state.edgeFetches.size() < policy.parallel() + URGENT_EXTRA) {
            int urgent = urgentPiece();
            boolean isUrgent = urgent != NONE;
            if (!isUrgent && state.edgeFetches.size() >= policy.parallel()) {
                return;
            }
            int piece = isUrgent ? urgent : nextPiece(policy.scope());
            Optional<URI> edge = edges.any(state.tickMs(), state.settings.random());
            if (piece == NONE
                    || edge.isEmpty()
                    || !state.takeDownload(state.metainfo.piece(piece).lengthBytes())) {
                return;
            }
            start(piece, edge.get());
        }
    }

    private void start(int piece, URI edge) {
        PieceSpan span = state.metainfo.piece(piece);
        Source.Edge source = new Source.Edge(nextFetch++);
        PieceFetch fetch = new PieceFetch(span, source, Optional.empty(), state.tickMs());
        fewStarted++;
        state.board.started(fetch);
        state.edgeFetches.put(source, new EdgeFetch(fetch, edge));
        Duration timeout = Duration.ofMillis(BASE_TIMEOUT_MS + span.lengthBytes() / MIN_BYTES_PER_MS);
        state.emit(new SwarmEffect.FetchFromEdge(source, edge, piece, timeout));
    }

    private EdgePolicy policy() {
        boolean useful = isAnyUseful();
        if (!useful && isWaitingForAnswer()) {
            return new EdgePolicy(0, EdgePolicy.Scope.FEW);
        }
        if (!useful && isWaitingForPeers()) {
            return new EdgePolicy(
                    parallel(), firstCopies.isPlaced() ? EdgePolicy.Scope.OWN_SHARE : EdgePolicy.Scope.FEW);
        }
        if (!useful || areAllStalled()) {
            return new EdgePolicy(EdgePolicy.ALONE_PARALLEL, EdgePolicy.Scope.ANY);
        }
        boolean patient = idleSinceMs == 0 || state.tickMs() - idleSinceMs < patienceMs;
        return new EdgePolicy(parallel(), patient ? EdgePolicy.Scope.OWN_SHARE : EdgePolicy.Scope.NOBODY_HAS);
    }

    private boolean isAnyUseful() {
        for (Link link : state.links.values()) {
            if (link.down.isUseful()) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnyAsked() {
        for (Link link : state.links.values()) {
            if (link.down.requests.awaitedBytes() > 0) {
                return true;
            }
        }
        return false;
    }

    /** In a crowd everybody asks for one piece at a time, so that all of them get their first one soon. */
    private int parallel() {
        return isCrowd() ? 1 : state.settings.maxEdgeRequests();
    }

    private boolean isCrowd() {
        return state.crowd > EdgePolicy.SMALL_CROWD;
    }

    private boolean isWaitingForAnswer() {
        return !state.answered && state.tickMs() - state.startedMs < EdgePolicy.ANSWER_MS;
    }

    private boolean isWaitingForPeers() {
        boolean anybody = !state.answered || state.peersKnown || !state.links.isEmpty();
        long wait = anybody ? EdgePolicy.expectPeersMs(state.crowd) : EdgePolicy.EXPECT_NOBODY_MS;
        return state.tickMs() - state.startedMs < wait;
    }

    private boolean areAllStalled() {
        return state.tickMs() - state.peerProgressMs >= stalledMs() && isAnyAsked();
    }

    /** In a crowd not all turn to the edge at the same moment: what one of them fetches is what the others wait for. */
    private long stalledMs() {
        return EdgePolicy.STALLED_MS + (isCrowd() ? state.crowd * hesitationMs : 0);
    }

    private int urgentPiece() {
        return state.board.window.isEmpty() ? NONE : state.board.window.blocking(this::mayBeHedged);
    }

    private boolean mayBeHedged(int piece) {
        if (state.board.isHeld(piece) || state.board.isVerifying(piece)) {
            return false;
        }
        List<PieceFetch> all = state.board.fetchesOf(piece);
        return all.isEmpty()
                || all.size() < PieceBoard.MAX_SOURCES
                        && all.getFirst().source instanceof Source.Peer
                        && state.tickMs() - all.getFirst().sinceMs >= HEDGE_MS;
    }

    private int nextPiece(EdgePolicy.Scope scope) {
        PieceBoard board = state.board;
        return switch (scope) {
            case FEW -> {
                boolean more = fewStarted < EdgePolicy.fewPieces(state.metainfo.pieceCount());
                yield more ? board.nextFrom(everything) : NONE;
            }
            case OWN_SHARE -> orSpare(orStalled(ahead(firstCopies.next())));
            case NOBODY_HAS -> orStalled(ahead(board.rarest.pickUnavailable(everything)));
            case ANY -> orStalled(board.nextFrom(everything));
        };
    }

    /** Towards the end the edge gives everybody a few pieces more: it is free by then, and nobody has to wait for the last. */
    private int orSpare(int piece) {
        boolean nearEnd = state.board.rarest.wantedCount() <= state.metainfo.pieceCount() / EdgePolicy.END_FRACTION;
        if (piece != NONE || !firstCopies.isPlaced() || !nearEnd || isSpareEnough()) {
            return piece;
        }
        int spare = state.board.nextFrom(everything);
        spareStarted += spare == NONE ? 0 : 1;
        return spare;
    }

    private boolean isSpareEnough() {
        return spareStarted >= firstCopies.zonePieces() / EdgePolicy.SPARE_FRACTION;
    }

    /** What a player needs soon and no peer has goes before the given piece. */
    private int ahead(int otherwise) {
        PieceBoard board = state.board;
        int soon = board.window.isEmpty()
                ? NONE
                : board.window.first(piece -> board.rarest.isWanted(piece) && board.rarest.availability(piece) == 0);
        return soon != NONE ? soon : otherwise;
    }

    /** In the endgame the edge is one more source of what has been on its way for long. */
    private int orStalled(int piece) {
        if (piece != NONE || !state.board.isEndgame()) {
            return piece;
        }
        return state.board
                .oldestFetch(everything, state.tickMs() - stalledMs(), Source.Peer.class::isInstance)
                .map(PieceFetch::piece)
                .orElse(NONE);
    }

    /** The edge gave a piece: it is verified like any other. */
    void onGave(SwarmEvent.EdgeGave event) {
        EdgeFetch given = state.edgeFetches.remove(event.source());
        if (given != null) {
            given.fetch().takeWhole(event.data());
            requests.verify(given.fetch());
            verifying.put(event.source(), given.edge());
        }
    }

    void onFailed(SwarmEvent.EdgeFailed event) {
        EdgeFetch failed = state.edgeFetches.remove(event.source());
        if (failed != null) {
            state.edgeTrouble = Optional.of(event.reason());
            edges.failed(failed.edge(), state.tickMs(), state.settings.random());
            state.board.abandoned(failed.fetch());
        }
    }

    /** The piece was verified. */
    void onGood(Source.Edge source) {
        URI edge = verifying.remove(source);
        state.edgeTrouble = Optional.empty();
        if (edge != null) {
            edges.worked(edge);
        }
    }

    /** The piece was wrong. */
    void onCorrupt(Source.Edge source) {
        state.edgeTrouble = Optional.of("the edge gave wrong bytes");
        URI edge = verifying.remove(source);
        if (edge != null) {
            edges.failed(edge, state.tickMs(), state.settings.random());
        }
    }

    void tick() {
        boolean fromEdge = isCrowd() && !state.edgeFetches.isEmpty();
        if (fromEdge || isAnyAsked()) {
            idleSinceMs = 0;
        } else if (idleSinceMs == 0) {
            idleSinceMs = state.tickMs();
            long longest = isCrowd() ? state.crowd * EdgePolicy.PATIENCE_EACH_MS : 0;
            patienceMs = EdgePolicy.PATIENCE_MS + state.settings.random().nextLong(longest + 1);
        }
        fill();
    }
}
