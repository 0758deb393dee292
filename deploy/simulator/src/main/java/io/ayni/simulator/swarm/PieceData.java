package io.ayni.simulator.swarm;

import java.nio.ByteBuffer;

/**
 * The bytes of all pieces: zeroes, of which a spoilt block begins with a one. Stands in for the hash: a run moves
 * gigabytes, and what is asked is where they go, not what SHA-256 costs.
 */
final class PieceData {
    private static final int MAX_BLOCK_BYTES = 4 << 20;
    private static final int BLOCK_BYTES = 16 * 1024;

    private final byte[] good = new byte[MAX_BLOCK_BYTES];
    private final byte[] spoilt = new byte[MAX_BLOCK_BYTES];

    PieceData() {
        for (int begin = 0; begin < spoilt.length; begin += BLOCK_BYTES) {
            spoilt[begin] = 1;
        }
    }

    ByteBuffer block(int length, boolean isSpoilt) {
        return ByteBuffer.wrap(isSpoilt ? spoilt : good, 0, length);
    }

    /** What the hash of a piece would say. */
    boolean isGood(byte[] piece, int pieceLength) {
        return piece.length <= pieceLength && !isSpoilt(piece);
    }

    /** Whether any block of it came from a polluter. */
    boolean isSpoilt(byte[] piece) {
        for (int begin = 0; begin < piece.length; begin += BLOCK_BYTES) {
            if (piece[begin] != 0) {
                return true;
            }
        }
        return false;
    }
}
