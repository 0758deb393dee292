package io.ayni.agent.swarm.core;

import io.ayni.contracts.content.PieceSpan;
import java.util.List;
import java.util.Optional;

/**
 * What to ask which peer for. Whole pieces, each from one peer, in order; as many on request as keep the peer busy for
 * about {@value #AHEAD_MS} ms, one piece at least and {@value #MAX_PIPELINE_BYTES} bytes at most: what is bound to a busy
 * peer cannot be asked of an idle one. Since answers come in order,
 * at most two pieces of a peer are unfinished at a time. A peer that has not given a good piece yet is asked for no more
 * than {@value #UNPROVEN_PIECES}, so that a peer of wrong bytes cannot spoil more. No piece is asked for twice before the endgame.
 */
final class Requests {
    /** A peer that gives nothing for so long while asked loses its requests to others. */
    static final long SNUB_MS = 10_000;
    /** A peer that was snubbed is asked for one piece after this. */
    static final long TRY_AGAIN_MS = 30_000;
    /** A piece must be on its way for so long before the endgame asks a second peer. */
    static final long ENDGAME_AGE_MS = 250;

    /** Most pieces on their way from, or being verified for, a peer of which no piece was good yet. */
    static final int UNPROVEN_PIECES = 3;

    /** The next piece is asked for when what is on its way will have come within this. */
    static final long AHEAD_MS = 200;

    private static final long MS_PER_SECOND = 1_000;
    private static final int FIRST_PIPELINE_BYTES = 512 * 1024;
    private static final int MAX_PIPELINE_BYTES = 4 * 1024 * 1024;
    private static final int SLOW_BYTES_PER_SECOND = 1 << 20;
    private static final int SLOW_REQUEST_BYTES = 64 * 1024;

    private final SwarmState state;

    Requests(SwarmState state) {
        this.state = state;
    }

    void fillAll() {
        for (Link link : state.links.values()) {
            fill(link);
        }
    }

    /** Asks for further pieces as long as the pipeline has room and the peer has something that is wanted. */
    void fill(Link link) {
        DownloadSide down = link.down;
        while (hasRoom(link)) {
            int piece = state.board.nextFrom(down.offered);
            if (piece < 0 || !request(link, state.metainfo.piece(piece))) {
                break;
            }
        }
        if (down.fetches.isEmpty() && state.board.isEndgame() && hasRoom(link)) {
            state.board
                    .oldestFetch(down.offered, state.tickMs() - ENDGAME_AGE_MS, source -> !source.equals(link.source()))
                    .ifPresent(slow -> request(link, slow.span));
        }
    }

    private boolean hasRoom(Link link) {
        DownloadSide down = link.down;
        if (!state.isFetching() || !down.isOpen() || down.choked || down.renewal.isPresent()) {
            return false;
        }
        if (!state.mayDownload() || !down.proven && down.unverified() >= UNPROVEN_PIECES) {
            return false;
        }
        return down.snubbed ? isToBeTried(down) : down.requests.awaitedBytes() < pipelineBytes(down);
    }

    private boolean isToBeTried(DownloadSide down) {
        return down.fetches.isEmpty() && state.tickMs() - down.lastDataMs >= TRY_AGAIN_MS;
    }

    private static long pipelineBytes(DownloadSide down) {
        return down.rate.isKnown()
                ? Math.clamp(down.rate.bytesPerSecond() * AHEAD_MS / MS_PER_SECOND, 1, MAX_PIPELINE_BYTES)
                : FIRST_PIPELINE_BYTES;
    }

    private boolean request(Link link, PieceSpan span) {
        DownloadSide down = link.down;
        int step = requestBytes(down);
        GrantOffer offer = down.offer.orElseThrow();
        int count = (span.lengthBytes() + step - 1) / step;
        down.spent = !offer.covers(span.lengthBytes(), state.now.wallMs());
        if (down.spent || !down.requests.hasRoomFor(count)) {
            recount(link);
            return false;
        }
        if (!state.takeDownload(span.lengthBytes())) {
            return false;
        }
        if (down.requests.awaitedBytes() == 0) {
            down.lastDataMs = state.tickMs();
            down.rate.begin(state.tickMs());
        }
        PieceFetch fetch = new PieceFetch(span, link.source(), Optional.of(offer), state.tickMs());
        state.board.started(fetch);
        down.fetches.put(span.index(), fetch);
        offer.requested(span.lengthBytes());
        int missing = state.board.missingCount();
        for (int begin = 0; begin < span.lengthBytes(); begin += step) {
            int length = Math.min(step, span.lengthBytes() - begin);
            down.requests.add(span.index(), begin, length);
            state.send(link, new PeerMessage.Request(span.index(), begin, length, missing));
        }
        return true;
    }

    private static int requestBytes(DownloadSide down) {
        boolean slow = down.rate.isKnown() && down.rate.bytesPerSecond() < SLOW_BYTES_PER_SECOND;
        return slow ? SLOW_REQUEST_BYTES : PeerMessage.MAX_REQUEST_BYTES;
    }

    /** A piece came whole: its rivals are withdrawn, its bytes verified. */
    void whole(Link link, PieceFetch fetch) {
        link.down.fetches.remove(fetch.piece());
        link.down.verifying++;
        verify(fetch);
    }

    /** Hands a whole piece on to be verified and written, and withdraws what else is on its way of it. */
    void verify(PieceFetch fetch) {
        List<PieceFetch> rivals = state.board.whole(fetch);
        state.emit(new SwarmEffect.StorePiece(fetch.piece(), fetch.bytes(), fetch.source));
        rivals.forEach(this::withdraw);
    }

    private void withdraw(PieceFetch fetch) {
        state.tally.wastedBytes += fetch.received();
        switch (fetch.source) {
            case Source.Edge edge -> {
                state.edgeFetches.remove(edge);
                state.emit(new SwarmEffect.CancelEdge(edge));
            }
            case Source.Peer(LinkId id) -> {
                Link link = state.links.get(id);
                link.down.fetches.remove(fetch.piece());
                cancel(link, fetch.piece());
                fill(link);
            }
        }
    }

    private void cancel(Link link, int piece) {
        link.down.requests.withdraw(piece, begin -> state.send(link, new PeerMessage.Cancel(piece, begin)));
    }

    /** Gives everything that is on its way from this peer back to the others, without telling it. */
    void release(Link link) {
        List<PieceFetch> all = List.copyOf(link.down.fetches.values());
        link.down.fetches.clear();
        for (PieceFetch fetch : all) {
            state.tally.wastedBytes += fetch.received();
            state.board.abandoned(fetch);
        }
    }

    /** The peer does not serve any more: what it offered does not count. */
    void leave(Link link) {
        release(link);
        link.down.requests.clear();
        link.down.stage = DownloadSide.Stage.IDLE;
        link.down.snubbed = false;
        link.down.choked = false;
        link.down.spent = false;
        recount(link);
        link.down.offered.clear();
    }

    /** Snubs peers that leave requests unanswered. */
    void tick(Link link) {
        DownloadSide down = link.down;
        if (down.requests.awaitedBytes() > 0 && state.tickMs() - down.lastDataMs >= SNUB_MS) {
            down.fetches.keySet().forEach(piece -> cancel(link, piece));
            release(link);
            down.snubbed = true;
            down.lastDataMs = state.tickMs();
            recount(link);
            fillAll();
        }
        fill(link);
    }

    /** Pieces of peers that cannot be asked do not count as available, so that the edge may give them. */
    void recount(Link link) {
        DownloadSide down = link.down;
        boolean counts = down.isUseful();
        if (counts != down.counted) {
            down.counted = counts;
            down.offered.stream().forEach(counts ? state.board.rarest::appeared : state.board.rarest::vanished);
        }
    }
}
