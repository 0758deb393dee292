package io.ayni.contracts.content;

import io.ayni.contracts.content.BencodeValue.Dictionary;
import io.ayni.contracts.content.BencodeValue.Int;
import io.ayni.contracts.content.BencodeValue.Sequence;
import io.ayni.contracts.content.BencodeValue.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Canonical bencoding (BEP 3). Reading is strict: sorted unique keys, no leading zeros, nothing after the value, at most
 * {@value #MAX_DEPTH} levels and {@value #MAX_ITEMS} values, which is twice what the largest item needs and keeps the
 * memory of hostile input (an empty dictionary is two bytes) below 50 MiB. So each value has exactly one encoding.
 */
final class Bencode {
    static final int MAX_DEPTH = 64;
    static final int MAX_ITEMS = 250_000;

    private Bencode() {}

    static byte[] encode(BencodeValue value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(value, out);
        return out.toByteArray();
    }

    static BencodeValue decode(byte[] bytes) throws InvalidMetainfoException {
        Decoder decoder = new Decoder(bytes);
        BencodeValue value = decoder.value(0);
        if (decoder.position != bytes.length) {
            throw new InvalidMetainfoException("bytes after the end of the bencoded value");
        }
        return value;
    }

    private static void write(BencodeValue value, ByteArrayOutputStream out) {
        switch (value) {
            case Int(long number) -> out.writeBytes(ascii("i" + number + "e"));
            case Text(byte[] bytes) -> writeText(bytes, out);
            case Sequence(List<BencodeValue> items) -> {
                out.write('l');
                items.forEach(item -> write(item, out));
                out.write('e');
            }
            case Dictionary(TreeMap<String, BencodeValue> entries) -> {
                out.write('d');
                for (Map.Entry<String, BencodeValue> entry : entries.entrySet()) {
                    writeText(entry.getKey().getBytes(StandardCharsets.ISO_8859_1), out);
                    write(entry.getValue(), out);
                }
                out.write('e');
            }
        }
    }

    private static void writeText(byte[] bytes, ByteArrayOutputStream out) {
        out.writeBytes(ascii(bytes.length + ":"));
        out.writeBytes(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Decoder {
        private final byte[] bytes;
        private int position;
        private int items;

        Decoder(byte[] bytes) {
            this.bytes = bytes;
        }

        BencodeValue value(int depth) throws InvalidMetainfoException {
            if (depth > MAX_DEPTH || ++items > MAX_ITEMS) {
                throw new InvalidMetainfoException("bencoded value is too deep or too large");
            }
            int first = peek();
            return switch (first) {
                case 'i' -> integer();
                case 'l' -> sequence(depth);
                case 'd' -> dictionary(depth);
                default -> new Text(text());
            };
        }

        private Int integer() throws InvalidMetainfoException {
            position++;
            boolean negative = peek() == '-';
            if (negative) {
                position++;
            }
            long magnitude = digits('e');
            if (negative && magnitude == 0) {
                throw new InvalidMetainfoException("bencoded integer is minus zero");
            }
            return new Int(negative ? -magnitude : magnitude);
        }

        private Sequence sequence(int depth) throws InvalidMetainfoException {
            position++;
            List<BencodeValue> values = new ArrayList<>();
            while (peek() != 'e') {
                values.add(value(depth + 1));
            }
            position++;
            return new Sequence(values);
        }

        private Dictionary dictionary(int depth) throws InvalidMetainfoException {
            position++;
            TreeMap<String, BencodeValue> entries = new TreeMap<>();
            while (peek() != 'e') {
                String key = new String(text(), StandardCharsets.ISO_8859_1);
                if (!entries.isEmpty() && entries.lastKey().compareTo(key) >= 0) {
                    throw new InvalidMetainfoException("bencoded keys are not sorted and unique");
                }
                entries.put(key, value(depth + 1));
            }
            position++;
            return new Dictionary(entries);
        }

        private byte[] text() throws InvalidMetainfoException {
            long length = digits(':');
            if (length > bytes.length - position) {
                throw new InvalidMetainfoException("bencoded string is cut short");
            }
            byte[] text = new byte[(int) length];
            System.arraycopy(bytes, position, text, 0, text.length);
            position += text.length;
            return text;
        }

        private long digits(char end) throws InvalidMetainfoException {
            int start = position;
            long number = 0;
            while (peek() != end) {
                int digit = peek() - '0';
                if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                    throw new InvalidMetainfoException("bencoded number is not a number or too large");
                }
                number = number * 10 + digit;
                position++;
            }
            int length = position - start;
            if (length == 0 || length > 1 && bytes[start] == '0') {
                throw new InvalidMetainfoException("bencoded number is empty or has a leading zero");
            }
            position++;
            return number;
        }

        private int peek() throws InvalidMetainfoException {
            if (position >= bytes.length) {
                throw new InvalidMetainfoException("bencoded value is cut short");
            }
            return bytes[position];
        }
    }
}
