package io.ayni.contracts.identity;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A fixed-width binary name with value semantics: equal when of the same class and the same bytes. Immutable; ordered
 * as unsigned bytes.
 */
public abstract class Identifier implements Comparable<Identifier> {
    private final byte[] value;

    /**
     * @param value exactly {@code width} bytes, copied
     * @throws IllegalArgumentException for any other length
     */
    protected Identifier(byte[] value, int width) {
        if (value.length != width) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + " is " + width + " bytes, not " + value.length);
        }
        this.value = value.clone();
    }

    /** A fresh copy of the bytes. */
    public final byte[] bytes() {
        return value.clone();
    }

    /** Lower-case hexadecimal. */
    public final String hex() {
        return HexFormat.of().formatHex(value);
    }

    /** True when every byte is zero: the "none" of the signed documents. */
    public final boolean isZero() {
        for (byte b : value) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final int compareTo(Identifier other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && other.getClass() == getClass() && Arrays.equals(value, ((Identifier) other).value);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return hex();
    }
}
