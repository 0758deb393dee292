package io.ayni.contracts.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bencoded value (BEP 3). */
sealed interface BencodeValue {
    /** An integer; 64 bits are enough for every length in a metainfo. */
    record Int(long value) implements BencodeValue {}

    /** A byte string. */
    record Text(byte[] bytes) implements BencodeValue {
        static Text of(String text) {
            return new Text(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** A list. */
    record Sequence(List<BencodeValue> items) implements BencodeValue {}

    /**
     * A dictionary, sorted by raw key bytes. Keys are kept as ISO 8859-1 texts: one character a byte, so that any byte
     * string is a key and the order of characters is the order of bytes.
     */
    record Dictionary(TreeMap<String, BencodeValue> entries) implements BencodeValue {
        static Dictionary of(Map<String, BencodeValue> entries) {
            return new Dictionary(new TreeMap<>(entries));
        }

        BencodeValue get(String key) {
            return entries.get(key);
        }
    }

    /** The key of a UTF-8 text. */
    static String keyOf(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
