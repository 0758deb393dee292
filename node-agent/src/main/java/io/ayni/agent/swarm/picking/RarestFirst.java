package io.ayni.agent.swarm.picking;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * The wanted pieces in order of availability, ties at random. Availability is counted for all pieces, wanted or not.
 *
 * <p>One array holds the wanted pieces in buckets of equal availability; a change moves a piece over bucket borders by
 * swaps, at most one per bucket between. Counts above {@value #MAX_AVAILABILITY} are a caller's error. Not thread-safe.
 */
public final class RarestFirst {
    /** Most peers that can be counted. */
    public static final int MAX_AVAILABILITY = 128;

    private static final int ABSENT = -1;

    private final RandomGenerator random;
    private final int[] availability;
    private final int[] order;
    private final int[] position;
    /** First index of each bucket; the one after the last is the number of wanted pieces. */
    private final int[] start = new int[MAX_AVAILABILITY + 2];

    /** No piece is wanted, none is available. */
    public RarestFirst(int pieceCount, RandomGenerator random) {
        this.random = random;
        this.availability = new int[pieceCount];
        this.order = new int[pieceCount];
        this.position = new int[pieceCount];
        Arrays.fill(position, ABSENT);
    }

    /** The piece is wanted from now on. */
    public void want(int piece) {
        if (position[piece] != ABSENT) {
            return;
        }
        int bucket = availability[piece];
        int hole = start[MAX_AVAILABILITY + 1]++;
        for (int above = MAX_AVAILABILITY; above > bucket; above--) {
            int first = start[above]++;
            if (first != hole) {
                place(order[first], hole);
            }
            hole = first;
        }
        place(piece, hole);
    }

    /** The piece is not wanted any more. */
    public void drop(int piece) {
        if (position[piece] == ABSENT) {
            return;
        }
        int hole = position[piece];
        for (int bucket = availability[piece]; bucket <= MAX_AVAILABILITY; bucket++) {
            int last = --start[bucket + 1];
            if (last != hole) {
                place(order[last], hole);
            }
            hole = last;
        }
        position[piece] = ABSENT;
    }

    /** One more peer has the piece. */
    public void appeared(int piece) {
        int bucket = availability[piece]++;
        if (position[piece] != ABSENT) {
            swap(position[piece], --start[bucket + 1]);
        }
    }

    /** One peer less has the piece. */
    public void vanished(int piece) {
        int bucket = availability[piece]--;
        if (position[piece] != ABSENT) {
            swap(position[piece], start[bucket]++);
        }
    }

    /** A rarest wanted piece among the offered ones; −1 when there is none. */
    public int pick(BitSet offered) {
        for (int bucket = 0; bucket <= MAX_AVAILABILITY && start[bucket] < wantedCount(); bucket++) {
            int piece = pickFrom(bucket, offered);
            if (piece != ABSENT) {
                return piece;
            }
        }
        return ABSENT;
    }

    /** A wanted piece that nobody has, among the eligible ones; −1 when there is none. */
    public int pickUnavailable(BitSet eligible) {
        return pickFrom(0, eligible);
    }

    private int pickFrom(int bucket, BitSet offered) {
        int first = start[bucket];
        int size = start[bucket + 1] - first;
        int turn = size == 0 ? 0 : random.nextInt(size);
        for (int i = 0; i < size; i++) {
            int piece = order[first + (turn + i) % size];
            if (offered.get(piece)) {
                return piece;
            }
        }
        return ABSENT;
    }

    /** How many peers have the piece. */
    public int availability(int piece) {
        return availability[piece];
    }

    /** Whether the piece is wanted. */
    public boolean isWanted(int piece) {
        return position[piece] != ABSENT;
    }

    /** Number of wanted pieces that somebody has. */
    public int availableCount() {
        return wantedCount() - start[1];
    }

    /** Number of wanted pieces. */
    public int wantedCount() {
        return start[MAX_AVAILABILITY + 1];
    }

    private void swap(int a, int b) {
        int piece = order[a];
        place(order[b], a);
        place(piece, b);
    }

    private void place(int piece, int index) {
        order[index] = piece;
        position[piece] = index;
    }
}
