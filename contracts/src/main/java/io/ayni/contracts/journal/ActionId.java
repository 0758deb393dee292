package io.ayni.contracts.journal;

import io.ayni.contracts.identity.Identifier;
import java.util.HexFormat;

/** Name of something that the operator did, chosen by the caller: the same name twice is the same deed. */
public final class ActionId extends Identifier {
    /** Length in bytes. */
    public static final int WIDTH = 16;

    /**
     * @param value exactly {@value #WIDTH} bytes
     * @throws IllegalArgumentException for any other length
     */
    public ActionId(byte[] value) {
        super(value, WIDTH);
    }

    /**
     * @param hex {@value #WIDTH} bytes in hexadecimal
     * @throws IllegalArgumentException when it is not that
     */
    public static ActionId fromHex(String hex) {
        return new ActionId(HexFormat.of().parseHex(hex));
    }
}
