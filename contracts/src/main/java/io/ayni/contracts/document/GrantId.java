package io.ayni.contracts.document;

import io.ayni.contracts.identity.Identifier;
import java.util.HexFormat;

/** Random name of a grant; the key of everything that happens under it. */
public final class GrantId extends Identifier {
    /** Length in bytes. */
    public static final int WIDTH = 16;

    /**
     * @param value exactly {@value #WIDTH} bytes
     * @throws IllegalArgumentException for any other length
     */
    public GrantId(byte[] value) {
        super(value, WIDTH);
    }

    /**
     * @param hex {@value #WIDTH} bytes in hexadecimal
     * @throws IllegalArgumentException when it is not that
     */
    public static GrantId fromHex(String hex) {
        return new GrantId(HexFormat.of().parseHex(hex));
    }
}
