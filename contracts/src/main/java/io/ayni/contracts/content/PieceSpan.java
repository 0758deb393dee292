package io.ayni.contracts.content;

import java.util.Arrays;

/**
 * Where one piece lies and how it is verified. The hash array is shared, not copied.
 *
 * @param index index in the item
 * @param fileIndex which file of {@link Metainfo#files()}
 * @param offsetInFile first byte in that file
 * @param lengthBytes length; shorter than the piece length at the end of a file
 * @param hash expected Merkle root, 32 bytes
 * @param leafCount width of the Merkle tree over the piece
 */
public record PieceSpan(int index, int fileIndex, long offsetInFile, int lengthBytes, byte[] hash, int leafCount) {
    /** Whether these bytes are the piece. */
    public boolean matches(byte[] data, int offset, int length) {
        return length == lengthBytes && Arrays.equals(hash, MerkleTree.root(data, offset, length, leafCount));
    }
}
