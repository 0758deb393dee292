package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.picking.RarestFirst;
import io.ayni.agent.swarm.picking.ReadWindow;
import io.ayni.contracts.content.Metainfo;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Where each piece of an item stands: wanted, on its way (from one source, in the endgame from two), being verified, or
 * held. Not thread-safe.
 *
 * <pre>
 * wanted ──fetch──▶ on its way ──whole──▶ verifying ──stored──▶ held
 *    ▲                  │ abandon            │ failed             │ rotted
 *    └──────────────────┴────────────────────┴────────────────────┘
 * </pre>
 */
final class PieceBoard {
    /** Sources of one piece at once, in the endgame. */
    static final int MAX_SOURCES = 2;

    final Metainfo metainfo;
    final RarestFirst rarest;
    final ReadWindow window = new ReadWindow();
    private final BitSet held;
    private final Map<Integer, PieceFetch> verifying = new HashMap<>();
    private final Map<Integer, List<PieceFetch>> fetches = new HashMap<>();
    private int heldCount;
    private long heldBytes;

    PieceBoard(Metainfo metainfo, RandomGenerator random) {
        this.metainfo = metainfo;
        this.rarest = new RarestFirst(metainfo.pieceCount(), random);
        this.held = new BitSet(metainfo.pieceCount());
    }

    /** Begins with the pieces that are held; all others are wanted. */
    void begin(BitSet checked) {
        for (int piece = 0; piece < metainfo.pieceCount(); piece++) {
            if (checked.get(piece)) {
                hold(piece);
            } else {
                rarest.want(piece);
            }
        }
    }

    /** The next piece to ask a peer for: what a player needs, else a rarest one; −1 when it offers nothing wanted. */
    int nextFrom(BitSet offered) {
        int urgent = window.isEmpty() ? -1 : window.first(piece -> rarest.isWanted(piece) && offered.get(piece));
        return urgent >= 0 ? urgent : rarest.pick(offered);
    }

    void started(PieceFetch fetch) {
        rarest.drop(fetch.piece());
        fetches.computeIfAbsent(fetch.piece(), piece -> new ArrayList<>(1)).add(fetch);
    }

    /** The piece came whole; its other fetches are returned and are none of the board's any more. */
    List<PieceFetch> whole(PieceFetch fetch) {
        List<PieceFetch> rivals = fetches.remove(fetch.piece());
        rivals.remove(fetch);
        verifying.put(fetch.piece(), fetch);
        return rivals;
    }

    /** The fetch is given up; the piece is wanted again unless another source has it on its way. */
    void abandoned(PieceFetch fetch) {
        List<PieceFetch> all = fetches.get(fetch.piece());
        if (all == null || !all.remove(fetch) || !all.isEmpty()) {
            return;
        }
        fetches.remove(fetch.piece());
        rarest.want(fetch.piece());
    }

    /** The fetch whose bytes were verified or found wrong; empty when it is not known any more. */
    Optional<PieceFetch> verified(int piece) {
        return Optional.ofNullable(verifying.remove(piece));
    }

    /** The piece was wrong, could not be written, or rotted. */
    void lost(int piece) {
        if (held.get(piece)) {
            held.clear(piece);
            heldCount--;
            heldBytes -= metainfo.piece(piece).lengthBytes();
        }
        rarest.want(piece);
    }

    void hold(int piece) {
        if (!held.get(piece)) {
            held.set(piece);
            heldCount++;
            heldBytes += metainfo.piece(piece).lengthBytes();
        }
    }

    boolean isHeld(int piece) {
        return held.get(piece);
    }

    boolean isVerifying(int piece) {
        return verifying.containsKey(piece);
    }

    /** Whether a piece that came under this grant is being verified. */
    boolean isVerifying(GrantOffer offer) {
        return verifying.values().stream()
                .anyMatch(fetch -> fetch.offer.filter(offer::equals).isPresent());
    }

    List<PieceFetch> fetchesOf(int piece) {
        return fetches.getOrDefault(piece, List.of());
    }

    /** Whether every missing piece is on its way or being verified. */
    boolean isEndgame() {
        return rarest.wantedCount() == 0 && !isComplete();
    }

    boolean isComplete() {
        return heldCount == metainfo.pieceCount();
    }

    /** The piece that has been on its way longest, among those offered, from one source of the wanted kind. */
    Optional<PieceFetch> oldestFetch(BitSet offered, long startedBeforeMs, Predicate<Source> from) {
        PieceFetch oldest = null;
        for (List<PieceFetch> all : fetches.values()) {
            PieceFetch first = all.getFirst();
            boolean better = first.sinceMs <= startedBeforeMs && (oldest == null || first.sinceMs < oldest.sinceMs);
            if (better && all.size() < MAX_SOURCES && from.test(first.source) && offered.get(first.piece())) {
                oldest = first;
            }
        }
        return Optional.ofNullable(oldest);
    }

    /** Pieces that are not held. */
    int missingCount() {
        return metainfo.pieceCount() - heldCount;
    }

    /** A copy of the set of held pieces. */
    BitSet held() {
        return (BitSet) held.clone();
    }

    boolean holdsAny() {
        return !held.isEmpty();
    }

    long heldBytes() {
        return heldBytes;
    }
}
