package io.ayni.gateway.catalog;

import io.ayni.contracts.content.MetainfoFile;
import java.util.HexFormat;

/**
 * One file of a published item.
 *
 * @param path components joined with slashes, each a safe file name
 * @param lengthBytes size, 0 or more
 * @param rootHex Merkle root of its bytes, 64 hex digits; all zeros for an empty file
 */
public record PublishedFile(String path, long lengthBytes, String rootHex) {
    static PublishedFile of(MetainfoFile file) {
        return new PublishedFile(
                file.pathText(), file.lengthBytes(), HexFormat.of().formatHex(file.piecesRoot()));
    }

    /** Strong entity tag: the root in quotes. Equal tags mean equal bytes. */
    public String entityTag() {
        return '"' + rootHex + '"';
    }

    /** The last component. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
