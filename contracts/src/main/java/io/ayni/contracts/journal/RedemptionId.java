package io.ayni.contracts.journal;

import io.ayni.contracts.identity.Identifier;
import java.util.HexFormat;

/** Random name of a redemption. */
public final class RedemptionId extends Identifier {
    /** Length in bytes. */
    public static final int WIDTH = 16;

    /**
     * @param value exactly {@value #WIDTH} bytes
     * @throws IllegalArgumentException for any other length
     */
    public RedemptionId(byte[] value) {
        super(value, WIDTH);
    }

    /**
     * @param hex {@value #WIDTH} bytes in hexadecimal
     * @throws IllegalArgumentException when it is not that
     */
    public static RedemptionId fromHex(String hex) {
        return new RedemptionId(HexFormat.of().parseHex(hex));
    }
}
