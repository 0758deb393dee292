package io.ayni.ledger.dispute;

import io.ayni.contracts.identity.Identifier;

/** Name of a case. */
public final class DisputeId extends Identifier {
    /** Length in bytes. */
    public static final int WIDTH = 16;

    /**
     * @param value exactly {@value #WIDTH} bytes
     * @throws IllegalArgumentException for any other length
     */
    public DisputeId(byte[] value) {
        super(value, WIDTH);
    }
}
