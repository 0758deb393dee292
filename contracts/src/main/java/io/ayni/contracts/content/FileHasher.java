package io.ayni.contracts.content;

import io.ayni.contracts.crypto.Digests;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Hashes one file as it streams by, without knowing its size before. Piece hashes are kept for the shortest piece length;
 * when {@value PieceLengths#TARGET_PIECES} of them are full and more bytes come, they are folded in pairs to the double
 * length, as long as pieces can still grow. Memory stays below 200 KiB for files up to 8 GiB and grows by about 16 MiB
 * per TiB beyond. Not thread-safe.
 */
public final class FileHasher {
    private final MessageDigest digest = Digests.newSha256();
    private final List<byte[]> blocks = new ArrayList<>();
    private List<byte[]> pieces = new ArrayList<>();
    private int pieceLengthBytes = PieceLengths.MIN_BYTES;
    private int bytesInBlock;
    private long lengthBytes;

    /** Takes the next bytes of the file. */
    public void update(byte[] data, int offset, int length) {
        int at = offset;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, MerkleTree.BLOCK_BYTES - bytesInBlock);
            digest.update(data, at, count);
            bytesInBlock += count;
            at += count;
            left -= count;
            if (bytesInBlock == MerkleTree.BLOCK_BYTES) {
                endBlock();
            }
        }
        lengthBytes += length;
    }

    /** Ends the file. The hasher is not used again. */
    public HashedFile finish() {
        if (bytesInBlock > 0) {
            endBlock();
        }
        if (pieces.isEmpty()) {
            byte[][] leaves = blocks.toArray(byte[][]::new);
            byte[] root = MerkleTree.root(leaves, 0, MerkleTree.ceilingPowerOfTwo(leaves.length));
            return new HashedFile(lengthBytes, root, pieceLengthBytes, new byte[0][]);
        }
        if (!blocks.isEmpty()) {
            endPiece();
        }
        byte[][] layer = pieces.toArray(byte[][]::new);
        int level = PieceLengths.levelOf(pieceLengthBytes);
        byte[] root = MerkleTree.root(layer, level, MerkleTree.ceilingPowerOfTwo(layer.length));
        return new HashedFile(lengthBytes, root, pieceLengthBytes, layer);
    }

    private void endBlock() {
        if (blocks.isEmpty() && pieces.size() == PieceLengths.TARGET_PIECES) {
            lengthenPieces();
        }
        blocks.add(digest.digest());
        bytesInBlock = 0;
        if (blocks.size() == pieceLengthBytes / MerkleTree.BLOCK_BYTES) {
            endPiece();
        }
    }

    private void endPiece() {
        int width = pieceLengthBytes / MerkleTree.BLOCK_BYTES;
        pieces.add(MerkleTree.root(blocks.toArray(byte[][]::new), 0, width));
        blocks.clear();
    }

    private void lengthenPieces() {
        if (pieceLengthBytes == PieceLengths.MAX_BYTES) {
            return;
        }
        byte[][] folded = MerkleTree.parents(
                pieces.toArray(byte[][]::new), PieceLengths.levelOf(pieceLengthBytes), Digests.newSha256());
        pieces = new ArrayList<>(List.of(folded));
        pieceLengthBytes *= 2;
    }
}
