package io.ayni.agent.swarm.core;

import static io.ayni.agent.swarm.core.OneCore.pieces;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class BitfieldsTest {
    @Test
    void pieceZeroIsTheHighestBitOfTheFirstByte() {
        assertThat(Bitfields.encode(pieces(0, 9), 10)).containsExactly(0x80, 0x40);
    }

    @Test
    void whatWasEncodedIsDecoded() {
        BitSet pieces = pieces(0, 3, 7, 8, 15, 16);

        assertThat(Bitfields.decode(Bitfields.encode(pieces, 17), 17)).contains(pieces);
    }

    @Test
    void bitsBeyondTheLastPieceAreRefused() {
        assertThat(Bitfields.decode(new byte[] {0, 0x40}, 10)).isPresent();
        assertThat(Bitfields.decode(new byte[] {0, 0x20}, 10)).isEmpty();
    }

    @Test
    void anotherLengthIsRefused() {
        assertThat(Bitfields.decode(new byte[1], 10)).isEmpty();
        assertThat(Bitfields.decode(new byte[3], 10)).isEmpty();
        assertThat(Bitfields.decode(new byte[0], 10)).isEmpty();
    }
}
