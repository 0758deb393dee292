package io.ayni.contracts.content;

import io.ayni.contracts.crypto.Digests;

/**
 * What hashing a file gives: enough to build a metainfo at this piece length or any longer one. The arrays are shared.
 *
 * @param lengthBytes size of the file
 * @param root Merkle root (all zero for an empty file, which has none)
 * @param pieceLengthBytes piece length of the layer
 * @param pieceLayer one hash per piece; empty for a file shorter than one shortest piece
 */
public record HashedFile(long lengthBytes, byte[] root, int pieceLengthBytes, byte[][] pieceLayer) {
    /** The piece layer for an item's common piece length; empty when the whole file fits one piece. */
    byte[][] layerAt(int itemPieceLengthBytes) {
        if (lengthBytes <= itemPieceLengthBytes) {
            return new byte[0][];
        }
        byte[][] layer = pieceLayer;
        for (int length = pieceLengthBytes; length < itemPieceLengthBytes; length *= 2) {
            layer = MerkleTree.parents(layer, PieceLengths.levelOf(length), Digests.newSha256());
        }
        return layer;
    }
}
