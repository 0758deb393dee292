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
    /** Further time for each doubling of the swarm: so long the first pieces take to get around. */
    static final long EXPECT_DOUBLING_MS = 300;
    /** The tracker's answer comes within this, or is not waited for. */
    static final long ANSWER_MS = 250;
    /** From more peers than this on, what each does alone is too much when all do it. */
    static final int SMALL_CROWD = 4;
    /** Peers that give nothing for so long while asked are stalled. */
    static final long STALLED_MS = 2_000;
    /** Peers that could not be asked for anything for so long have nothing to give. */
    static final long PATIENCE_MS = 300;
    /** In a crowd, up to so much longer for each peer of it, at random. */
    static final long PATIENCE_EACH_MS = 100;
    /** In a crowd, a node takes its peers for stalled up to so much later for each peer of it, at random. */
    static final long HESITATION_MS = 50;
    /** Of its zone's size, this part may come from the edge besides. */
    static final int SPARE_FRACTION = 6;
    /** When this part of the item is all that is wanted, the end is near. */
    static final int END_FRACTION = 8;
    /** Before this part of the item is held, the swarm is only starting. */
    static final int START_FRACTION = 4;
    /** Every so often a node that runs out of things to ask for reaches by one zone further. */
    static final long REACH_MS = 1_000;
    /** Only from a zone of so many pieces on a node reaches beyond it. */
    static final int MIN_REACHING_ZONE = 2;

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

    static long expectPeersMs(int crowd) {
        int doublings = Integer.SIZE - Integer.numberOfLeadingZeros(crowd - 1);
        return EXPECT_PEERS_MS + (crowd > SMALL_CROWD ? doublings * EXPECT_DOUBLING_MS : 0);
    }

    static int fewPieces(int pieceCount) {
        return Math.max(EXPECT_MIN_PIECES, pieceCount / EXPECT_FRACTION);
    }
}
