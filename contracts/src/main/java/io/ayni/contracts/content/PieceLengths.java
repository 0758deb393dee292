package io.ayni.contracts.content;

/**
 * How long pieces are: a power of two from 64 KiB to 4 MiB, as short as keeps an item at or below 2,048 pieces. So most
 * items have 1,025 to 2,048 pieces, small ones fewer, very large ones more.
 */
public final class PieceLengths {
    /** Shortest piece that Ayni publishes. */
    public static final int MIN_BYTES = 64 * 1024;
    /** Longest piece that Ayni publishes or takes. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;
    /** Pieces that an item has at most, as long as pieces can still grow. */
    public static final int TARGET_PIECES = 2048;

    private PieceLengths() {}

    /** Piece length of an item of this size. */
    public static int forSize(long sizeBytes) {
        int length = MIN_BYTES;
        while (length < MAX_BYTES && (sizeBytes + length - 1) / length > TARGET_PIECES) {
            length *= 2;
        }
        return length;
    }

    static int levelOf(int pieceLengthBytes) {
        return Integer.numberOfTrailingZeros(pieceLengthBytes / MerkleTree.BLOCK_BYTES);
    }
}
