package io.ayni.agent.swarm.core;

/** Running totals of one core. Not thread-safe. */
final class Tally {
    long givenBytes;
    long receiptedBytes;
    long fromPeersBytes;
    long fromEdgeBytes;
    long corruptPieces;
    long peersDropped;
    /** Piece bytes that came in vain: second copies and withdrawn requests. */
    long wastedBytes;
}
