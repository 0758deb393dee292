package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.picking.EdgeShare;
import io.ayni.agent.swarm.picking.EdgeZone;
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
    private int spareStarted;
    private long idleSinceMs;
    private long patienceMs;
    private final long hesitationMs;
    private long runningOutSinceMs;
    private int zoneCrowd;
    private int zonePlace;
    private int[] zone = {};
    private Set<NodeId> sharers = Set.of();
    private BitSet share;

    EdgeDesk(SwarmState state, Requests requests) {
        this.state = state;
        this.requests = requests;
        this.everything = new BitSet(state.metainfo.pieceCount());
        this.everything.set(0, state.metainfo.pieceCount());
        this.share = everything;
        this.hesitationMs = state.settings.random().nextLong(EdgePolicy.HESITATION_MS + 1);
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
        boolean useful = isAnyUseful();
        if (!useful && isWaitingForAnswer()) {
            return new EdgePolicy(0, EdgePolicy.Scope.FEW);
        }
        if (!useful && isWaitingForPeers()) {
            return new EdgePolicy(parallel(), isPlaced() ? EdgePolicy.Scope.OWN_SHARE : EdgePolicy.Scope.FEW);
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

    private boolean isPlaced() {
        return state.place.isPresent() && state.crowd > 1;
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
            case OWN_SHARE ->
                orSpare(orStalled(ahead(isPlaced() ? nextOfZone() : board.rarest.pickUnavailable(ownShare()))));
            case NOBODY_HAS -> orStalled(ahead(board.rarest.pickUnavailable(everything)));
            case ANY -> orStalled(board.nextFrom(everything));
        };
    }

    /** The first piece of this node's zone that is wanted and that no peer has. */
    private int nextOfZone() {
        if (zoneCrowd != state.crowd || zonePlace != state.place.getAsInt()) {
            zoneCrowd = state.crowd;
            zonePlace = state.place.getAsInt();
            zone = EdgeZone.of(zonePlace, zoneCrowd, state.metainfo.pieceCount());
        }
        for (int piece : zone) {
            if (isUnavailable(piece)) {
                return piece;
            }
        }
        return nextBeyondZone();
    }

    private boolean isUnavailable(int piece) {
        return state.board.rarest.isWanted(piece) && state.board.rarest.availability(piece) == 0;
    }

    /**
     * A peer that left, or does not share what it fetched, leaves its zone to those before it on the ring: as long as there
     * is little left to ask peers for, the reach beyond the own zone grows by as much again every second. Where zones are
     * single pieces the crowd is so large that what its patience at random fetches is enough.
     */
    private int nextBeyondZone() {
        if (zone.length < EdgePolicy.MIN_REACHING_ZONE || !isRunningOut()) {
            runningOutSinceMs = 0;
            return NONE;
        }
        runningOutSinceMs = runningOutSinceMs == 0 ? state.tickMs() : runningOutSinceMs;
        long zones = 1 + (state.tickMs() - runningOutSinceMs) / EdgePolicy.REACH_MS;
        int pieces = state.metainfo.pieceCount();
        long reach = Math.min(zones * zone.length, pieces - zone.length);
        int next = zone[zone.length - 1] + 1;
        for (int i = 0; i < reach; i++) {
            int piece = (next + i) % pieces;
            if (isUnavailable(piece)) {
                return piece;
            }
        }
        return NONE;
    }

    /** Well after the start, peers have hardly anything that is wanted here. */
    private boolean isRunningOut() {
        int pieces = state.metainfo.pieceCount();
        int held = pieces - state.board.missingCount();
        return held >= pieces / EdgePolicy.START_FRACTION
                && state.board.rarest.availableCount() < pieces / EdgePolicy.END_FRACTION;
    }

    /** Towards the end the edge gives everybody a few pieces more: it is free by then, and nobody has to wait for the last. */
    private int orSpare(int piece) {
        boolean nearEnd = state.board.rarest.wantedCount() <= state.metainfo.pieceCount() / EdgePolicy.END_FRACTION;
        if (piece != NONE || !isPlaced() || !nearEnd || spareStarted >= zone.length / EdgePolicy.SPARE_FRACTION) {
            return piece;
        }
        int spare = state.board.nextFrom(everything);
        spareStarted += spare == NONE ? 0 : 1;
        return spare;
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
