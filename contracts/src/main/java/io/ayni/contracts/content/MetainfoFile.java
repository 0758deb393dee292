package io.ayni.contracts.content;

import java.util.List;

/**
 * One file of an item. Arrays are shared, not copied.
 *
 * @param path components below the item, each a safe file name
 * @param lengthBytes size
 * @param piecesRoot Merkle root, 32 bytes; all zero for an empty file
 * @param firstPiece index of the file's first piece in the item; pieces never cross files
 * @param pieceCount number of its pieces, 0 for an empty file
 */
public record MetainfoFile(List<String> path, long lengthBytes, byte[] piecesRoot, int firstPiece, int pieceCount) {
    /** The components joined with slashes. */
    public String pathText() {
        return String.join("/", path);
    }
}
