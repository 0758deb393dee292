package io.ayni.contracts.content;

import io.ayni.contracts.identity.Identifier;
import java.util.HexFormat;

/** Name of a content item: its BitTorrent v2 info-hash, SHA-256 of the bencoded info dictionary (BEP 52). */
public final class ContentId extends Identifier {
    /** Length in bytes. */
    public static final int WIDTH = 32;

    /**
     * @param value exactly {@value #WIDTH} bytes
     * @throws IllegalArgumentException for any other length
     */
    public ContentId(byte[] value) {
        super(value, WIDTH);
    }

    /**
     * @param hex {@value #WIDTH} bytes in hexadecimal
     * @throws IllegalArgumentException when it is not that
     */
    public static ContentId fromHex(String hex) {
        return new ContentId(HexFormat.of().parseHex(hex));
    }
}
