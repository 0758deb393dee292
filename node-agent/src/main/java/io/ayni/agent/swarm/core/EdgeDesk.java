package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.picking.EdgeShare;
import io.ayni.contracts.content.PieceSpan;
import io.ayni.contracts.identity.NodeId;
import java.net.URI;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The edge as the other source. It gives what peers cannot: first copies, divided among the peers of the swarm, pieces
 * that a player waits for, and everything when no peer is there or all are stalled.
 */
final class EdgeDesk {
    /** Requests beyond the limit for a piece that a player waits for. */
    static final int URGENT_EXTRA = 2;
    /** A piece that a player waits for is asked from the edge too when a peer has not given it for so long. */
    static final long HEDGE_MS = 300;
    /** Shortest and longest pause after a failure of one edge; doubling. */
    static final long FIRST_BACK_OFF_MS = 500;

    private static final int MAX_EDGES = 8;
    private static final long LONGEST_BACK_OFF_MS = 30_000;
    private static final int MAX_DOUBLINGS = 6;
    private static final long BASE_TIMEOUT_MS = 15_000;
    private static final int MIN_BYTES_PER_MS = 32;
    private static final int NONE = -1;

    private static final class Health {
        int failures;
        long notBeforeMs;
    }

    private final SwarmState state;
    private final Requests requests;
    private final Map<URI, Health> edges = new HashMap<>();
    /** Which edge gave a piece that is being verified. */
    private final Map<Source.Edge, URI> verifying = new HashMap<>();

    private final BitSet everything;
    private long nextFetch = 1;
    private int fewStarted;
    private long peersIdleSinceMs;
    private Set<NodeId> sharers = Set.of();
    private BitSet share;

    EdgeDesk(SwarmState state, Requests requests) {
        this.state = state;
        this.requests = requests;
        this.everything = new BitSet(state.metainfo.pieceCount());
        this.everything.set(0, state.metainfo.pieceCount());
        this.share = everything;
        know(WebSeeds.gatewaysOf(state.metainfo));
    }

    /** The gateways of the newest handout, or of the item itself until there is one; at most 8 are used. */
    void know(List<URI> bases) {
        if (bases.isEmpty()) {
            return;
        }
        edges.keySet().retainAll(bases);
        bases.stream().limit(MAX_EDGES).forEach(base -> edges.computeIfAbsent(base, any -> new Health()));
    }

    /** Starts as many requests as the situation calls for. */
    void fill() {
        if (!state.isFetching() || edges.isEmpty() || !state.mayDownload()) {
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
            Optional<URI> edge = healthyEdge();
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
        boolean useful = state.links.values().stream().anyMatch(link -> link.down.isUseful());
        if (!useful) {
            return isWaitingForPeers()
                    ? new EdgePolicy(state.settings.maxEdgeRequests(), EdgePolicy.Scope.FEW)
                    : new EdgePolicy(EdgePolicy.ALONE_PARALLEL, EdgePolicy.Scope.ANY);
        }
        if (areAllStalled()) {
            return new EdgePolicy(EdgePolicy.ALONE_PARALLEL, EdgePolicy.Scope.ANY);
        }
        boolean patient = peersIdleSinceMs == 0 || state.tickMs() - peersIdleSinceMs < EdgePolicy.PATIENCE_MS;
        return new EdgePolicy(
                state.settings.maxEdgeRequests(), patient ? EdgePolicy.Scope.OWN_SHARE : EdgePolicy.Scope.NOBODY_HAS);
    }

    private boolean isWaitingForPeers() {
        boolean anybody = !state.answered || state.peersKnown || !state.links.isEmpty();
        long wait = anybody ? EdgePolicy.EXPECT_PEERS_MS : EdgePolicy.EXPECT_NOBODY_MS;
        return state.tickMs() - state.startedMs < wait;
    }

    private boolean areAllStalled() {
        boolean asked = state.links.values().stream().anyMatch(link -> link.down.requests.awaitedBytes() > 0);
        return asked && state.tickMs() - state.peerProgressMs >= EdgePolicy.STALLED_MS;
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
            case OWN_SHARE -> orStalled(ahead(board.rarest.pickUnavailable(ownShare())));
            case NOBODY_HAS -> orStalled(ahead(board.rarest.pickUnavailable(everything)));
            case ANY -> orStalled(board.nextFrom(everything));
        };
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
                .oldestFetch(everything, state.tickMs() - EdgePolicy.STALLED_MS, Source.Peer.class::isInstance)
                .map(PieceFetch::piece)
                .orElse(NONE);
    }

    private BitSet ownShare() {
        Set<NodeId> now = new HashSet<>();
        for (Link link : state.links.values()) {
            if (link.down.isOpen() && link.down.offered.cardinality() < state.metainfo.pieceCount()) {
                link.down.offer.ifPresent(offer -> now.add(offer.grant.uploaderId()));
            }
        }
        if (!now.equals(sharers)) {
            sharers = now;
            share = EdgeShare.of(state.ownId, now, state.metainfo.pieceCount());
        }
        return share;
    }

    private Optional<URI> healthyEdge() {
        List<URI> healthy = edges.entrySet().stream()
                .filter(entry -> entry.getValue().notBeforeMs <= state.tickMs())
                .map(Map.Entry::getKey)
                .toList();
        return healthy.isEmpty()
                ? Optional.empty()
                : Optional.of(healthy.get(state.settings.random().nextInt(healthy.size())));
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
            backOff(failed.edge());
            state.board.abandoned(failed.fetch());
        }
    }

    /** The piece was verified. */
    void onGood(Source.Edge source) {
        URI edge = verifying.remove(source);
        state.edgeTrouble = Optional.empty();
        if (edge != null) {
            edges.computeIfPresent(edge, (base, health) -> new Health());
        }
    }

    /** The piece was wrong. */
    void onCorrupt(Source.Edge source) {
        state.edgeTrouble = Optional.of("the edge gave wrong bytes");
        URI edge = verifying.remove(source);
        if (edge != null) {
            backOff(edge);
        }
    }

    private void backOff(URI edge) {
        Health health = edges.get(edge);
        if (health != null) {
            long pause = FIRST_BACK_OFF_MS << Math.min(health.failures++, MAX_DOUBLINGS);
            long jitter = state.settings.random().nextLong(FIRST_BACK_OFF_MS);
            health.notBeforeMs = state.tickMs() + Math.min(pause, LONGEST_BACK_OFF_MS) + jitter;
        }
    }

    void tick() {
        boolean asked = state.links.values().stream().anyMatch(link -> link.down.requests.awaitedBytes() > 0);
        if (asked) {
            peersIdleSinceMs = 0;
        } else if (peersIdleSinceMs == 0) {
            peersIdleSinceMs = state.tickMs();
        }
        fill();
    }
}
