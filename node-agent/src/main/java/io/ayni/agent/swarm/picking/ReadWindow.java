package io.ayni.agent.swarm.picking;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Where players read. The {@value #PIECES_AHEAD} pieces from each position are wanted in their order, before rarest
 * first. A position that nobody renewed for {@value #FRESH_MS} ms does not count. At most {@value #MAX_READERS}; the
 * oldest gives way. Not thread-safe.
 */
public final class ReadWindow {
    /** Pieces from the read position on that have a deadline. */
    public static final int PIECES_AHEAD = 8;
    /** How long a position counts. */
    public static final long FRESH_MS = 5_000;
    /** Most positions at once. */
    public static final int MAX_READERS = 32;

    private static final int NONE = -1;

    private record Position(int piece, int lastPiece, long atMs) {}

    private final Map<Integer, Position> positions = new HashMap<>();

    /**
     * A player waits for a piece.
     *
     * @param file the file that is read; one position per file
     * @param lastPiece last piece of that file
     */
    public void reading(int file, int piece, int lastPiece, long nowMs) {
        expire(nowMs);
        if (positions.size() >= MAX_READERS && !positions.containsKey(file)) {
            positions.entrySet().stream()
                    .min(Map.Entry.comparingByValue((a, b) -> Long.compare(a.atMs(), b.atMs())))
                    .ifPresent(oldest -> positions.remove(oldest.getKey()));
        }
        positions.put(file, new Position(piece, lastPiece, nowMs));
    }

    /** Forgets positions that are not fresh. */
    public void expire(long nowMs) {
        positions.values().removeIf(position -> nowMs - position.atMs() > FRESH_MS);
    }

    /** The first piece ahead of any player for which the test holds; −1 when there is none. */
    public int first(IntPredicate test) {
        for (int ahead = 0; ahead < PIECES_AHEAD; ahead++) {
            for (Position position : positions.values()) {
                int piece = position.piece() + ahead;
                if (piece <= position.lastPiece() && test.test(piece)) {
                    return piece;
                }
            }
        }
        return NONE;
    }

    /** The first piece that some player waits for right now and for which the test holds; −1 when there is none. */
    public int blocking(IntPredicate test) {
        for (Position position : positions.values()) {
            if (test.test(position.piece())) {
                return position.piece();
            }
        }
        return NONE;
    }

    /** Whether any player reads. */
    public boolean isEmpty() {
        return positions.isEmpty();
    }
}
