package io.ayni.agent.swarm.core;

import java.util.BitSet;
import java.util.Optional;

/** Sets of pieces as they travel: big-endian bits, piece 0 is the highest bit of the first byte. */
final class Bitfields {
    private static final int BITS = 8;
    private static final int HIGHEST = 0x80;

    private Bitfields() {}

    static byte[] encode(BitSet pieces, int pieceCount) {
        byte[] bits = new byte[(pieceCount + BITS - 1) / BITS];
        pieces.stream().forEach(piece -> bits[piece / BITS] |= (byte) (HIGHEST >>> piece % BITS));
        return bits;
    }

    /** Empty when the length is wrong or a spare bit is set. */
    static Optional<BitSet> decode(byte[] bits, int pieceCount) {
        if (bits.length != (pieceCount + BITS - 1) / BITS) {
            return Optional.empty();
        }
        BitSet pieces = new BitSet(pieceCount);
        for (int piece = 0; piece < bits.length * BITS; piece++) {
            if ((bits[piece / BITS] & HIGHEST >>> piece % BITS) != 0) {
                pieces.set(piece);
            }
        }
        return pieces.length() > pieceCount ? Optional.empty() : Optional.of(pieces);
    }
}
