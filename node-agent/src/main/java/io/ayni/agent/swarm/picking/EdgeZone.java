package io.ayni.agent.swarm.picking;

import java.util.Arrays;

/**
 * Divides first copies among the peers of a swarm by their places in it. The places lie on a ring of pieces in the order
 * of the van der Corput sequence (0, 1/2, 1/4, 3/4, 1/8, …), and a peer's zone goes from its own point to the next one.
 * A newcomer's point halves somebody's zone and changes no other, and whoever does not know of it yet walks his zone from
 * the beginning, so that a view that is a little old costs few pieces fetched twice. Peers whose point falls on another
 * one's piece have no zone.
 */
public final class EdgeZone {
    private static final int NOBODY = -1;

    private EdgeZone() {}

    /** The pieces of a peer in the order in which it should fetch them. */
    public static int[] of(int place, int peers, int pieceCount) {
        int[] owner = new int[pieceCount];
        Arrays.fill(owner, NOBODY);
        // So many points hit every piece at least once.
        int points = (int) Math.min(Math.max(peers, place + 1L), 2L * Integer.highestOneBit(pieceCount) * 2L);
        for (int point = points - 1; point >= 0; point--) {
            owner[start(point, pieceCount)] = point;
        }
        int first = start(place, pieceCount);
        if (owner[first] != place) {
            return new int[0];
        }
        int length = 1;
        while (length < pieceCount && owner[(first + length) % pieceCount] == NOBODY) {
            length++;
        }
        int[] zone = new int[length];
        Arrays.setAll(zone, i -> (first + i) % pieceCount);
        return zone;
    }

    private static int start(int place, int pieceCount) {
        return (int) (Integer.toUnsignedLong(Integer.reverse(place)) * pieceCount >>> Integer.SIZE);
    }
}
