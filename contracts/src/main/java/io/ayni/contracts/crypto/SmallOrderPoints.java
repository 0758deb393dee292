package io.ayni.contracts.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The encodings of points whose order divides the cofactor 8, canonical or not, with either sign bit. Derived from the
 * curve: y = 0, 1, −1 and the two y of order 8, and the same plus the field prime where that still fits 255 bits.
 */
final class SmallOrderPoints {
    private static final List<byte[]> ENCODINGS = List.of(
            decode("0000000000000000000000000000000000000000000000000000000000000000"),
            decode("0100000000000000000000000000000000000000000000000000000000000000"),
            decode("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            decode("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
            decode("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
            decode("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            decode("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));

    private SmallOrderPoints() {}

    /** @param encoded 32 bytes; the sign bit is not looked at */
    static boolean contains(byte[] encoded) {
        byte[] unsigned = encoded.clone();
        unsigned[31] &= 0x7f;
        return ENCODINGS.stream().anyMatch(point -> Arrays.equals(point, unsigned));
    }

    private static byte[] decode(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
