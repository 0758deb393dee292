package io.ayni.contracts.identity;

import java.util.Arrays;

/** RFC 4648 base32 in lower case without padding; decoding refuses non-zero trailing bits, so each value has one text. */
final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((buffer >>> bits) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }

    static byte[] decode(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int filled = 0;
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            buffer = (buffer << 5) | digit(text.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[filled++] = (byte) (buffer >>> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        if (buffer != 0 || bits >= 5) {
            throw new IllegalArgumentException("not base32: stray bits at the end");
        }
        return Arrays.copyOf(bytes, filled);
    }

    private static int digit(char c) {
        int digit = ALPHABET.indexOf(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        if (digit < 0) {
            throw new IllegalArgumentException("not base32: unexpected character");
        }
        return digit;
    }
}
