package io.ayni.agent.swarm.core;

/**
 * What the edge is asked for in the present situation.
 *
 * @param parallel most requests at once
 * @param scope which pieces
 */
record EdgePolicy(int parallel, Scope scope) {
    /** Requests at once when nobody else gives anything. */
    static final int ALONE_PARALLEL = 4;
    /** Peers may turn up for so long after the start. */
    static final long EXPECT_PEERS_MS = 1_500;
    /** The same when the tracker knows of nobody. */
    static final long EXPECT_NOBODY_MS = 500;
    /** Peers that give nothing for so long while asked are stalled. */
    static final long STALLED_MS = 2_000;
    /** Peers that could not be asked for anything for so long have nothing to give. */
    static final long PATIENCE_MS = 300;

    private static final int EXPECT_FRACTION = 16;
    private static final int EXPECT_MIN_PIECES = 16;

    /** Which pieces come from the edge. */
    enum Scope {
        /** A few at random, until it is known whether peers turn up. */
        FEW,
        /** This node's share of the pieces that no peer has. */
        OWN_SHARE,
        /** Pieces that no peer has. */
        NOBODY_HAS,
        /** Anything. */
        ANY
    }

    static int fewPieces(int pieceCount) {
        return Math.max(EXPECT_MIN_PIECES, pieceCount / EXPECT_FRACTION);
    }
}
