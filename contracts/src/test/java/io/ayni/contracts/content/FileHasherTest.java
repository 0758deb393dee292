package io.ayni.contracts.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileHasherTest {
    private static final int BLOCK = MerkleTree.BLOCK_BYTES;
    private static final int PIECE = PieceLengths.MIN_BYTES;
    private static final int FOLD = PieceLengths.TARGET_PIECES * PIECE;

    @ParameterizedTest
    @ValueSource(
            ints = {
                1,
                BLOCK - 1,
                BLOCK,
                BLOCK + 1,
                2 * BLOCK,
                3 * BLOCK - 1,
                3 * BLOCK,
                PIECE - 1,
                PIECE,
                PIECE + 1,
                PIECE + BLOCK,
                2 * PIECE - 1,
                2 * PIECE,
                2 * PIECE + 1,
                3 * PIECE,
                5 * PIECE + BLOCK + 7,
                8 * PIECE,
                8 * PIECE + 1
            })
    void everySizeAroundABoundaryHashesLikeTheNaiveTree(int size) {
        // Given
        byte[] data = SampleBytes.of("boundary", size);
        // When
        HashedFile hashed = SampleBytes.hashed(data);
        // Then
        assertThat(hashed.lengthBytes()).isEqualTo(size);
        assertThat(hashed.root()).isEqualTo(SampleBytes.root(data));
        assertThat(hashed.layerAt(PIECE))
                .isDeepEqualTo(
                        size <= PIECE
                                ? new byte[0][]
                                : SampleBytes.layer(data, PIECE).toArray(byte[][]::new));
    }

    @Test
    void anEmptyFileHasNoRoot() {
        HashedFile hashed = new FileHasher().finish();
        assertThat(hashed.lengthBytes()).isZero();
        assertThat(hashed.root()).isEqualTo(new byte[32]);
        assertThat(hashed.pieceLayer()).isEmpty();
    }

    @Test
    void theResultDoesNotDependOnHowTheBytesArrive() {
        long seed = 42L;
        Random random = new Random(seed);
        byte[] data = SampleBytes.of("chunks", 5 * PIECE + 12_345);
        HashedFile whole = SampleBytes.hashed(data);
        for (int run = 0; run < 50; run++) {
            // When
            FileHasher hasher = new FileHasher();
            for (int at = 0; at < data.length; ) {
                int count = Math.min(data.length - at, random.nextInt(3 * BLOCK));
                hasher.update(data, at, count);
                at += count;
            }
            // Then
            assertThat(hasher.finish())
                    .as("seed %d run %d", seed, run)
                    .usingRecursiveComparison()
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {FOLD - 1, FOLD, FOLD + 1, FOLD + PIECE, FOLD + 5 * PIECE + BLOCK + 1, 2 * FOLD, 2 * FOLD + 1})
    void longerPiecesAreFoldedFromShorterOnes(int size) {
        // Given
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        int expectedLength = PieceLengths.forSize(size);
        // When
        HashedFile hashed = SampleBytes.hashed(data);
        // Then
        assertThat(hashed.pieceLengthBytes()).isEqualTo(expectedLength);
        assertThat(hashed.root()).isEqualTo(SampleBytes.root(data));
        assertThat(hashed.pieceLayer())
                .isDeepEqualTo(SampleBytes.layer(data, expectedLength).toArray(byte[][]::new));
        assertThat(hashed.layerAt(4 * expectedLength))
                .isDeepEqualTo(SampleBytes.layer(data, 4 * expectedLength).toArray(byte[][]::new));
    }

    @Test
    void pieceLengthsGrowWithTheSizeAndStopAtTheLongest() {
        long target = PieceLengths.TARGET_PIECES;
        assertThat(PieceLengths.forSize(0)).isEqualTo(65_536);
        assertThat(PieceLengths.forSize(target * 65_536)).isEqualTo(65_536);
        assertThat(PieceLengths.forSize(target * 65_536 + 1)).isEqualTo(131_072);
        assertThat(PieceLengths.forSize(target * PieceLengths.MAX_BYTES)).isEqualTo(4_194_304);
        assertThat(PieceLengths.forSize(target * PieceLengths.MAX_BYTES * 16)).isEqualTo(4_194_304);
    }
}
