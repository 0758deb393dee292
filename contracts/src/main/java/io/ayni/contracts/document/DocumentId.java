package io.ayni.contracts.document;

import io.ayni.contracts.identity.Identifier;
import java.util.HexFormat;

/** Message id of a signed document: SHA-256 of its body. All zero stands for "none before". */
public final class DocumentId extends Identifier {
    /** Length in bytes. */
    public static final int WIDTH = 32;

    /**
     * @param value exactly {@value #WIDTH} bytes
     * @throws IllegalArgumentException for any other length
     */
    public DocumentId(byte[] value) {
        super(value, WIDTH);
    }

    /**
     * @param hex {@value #WIDTH} bytes in hexadecimal
     * @throws IllegalArgumentException when it is not that
     */
    public static DocumentId fromHex(String hex) {
        return new DocumentId(HexFormat.of().parseHex(hex));
    }
}
