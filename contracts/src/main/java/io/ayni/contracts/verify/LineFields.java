package io.ayni.contracts.verify;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.Envelope;
import java.util.Base64;
import java.util.HexFormat;

/** Fields of a line, each in its one spelling. */
final class LineFields {
    private final ExportLines lines;

    LineFields(ExportLines lines) {
        this.lines = lines;
    }

    Envelope envelope(String[] fields, int first) throws ViolationException {
        byte[] body = base64(fields[first]);
        byte[] signature = base64(fields[first + 1]);
        byte[] keyId = hex(fields[first + 2]);
        if (signature.length != Envelope.SIGNATURE_WIDTH || keyId.length != KeyId.WIDTH) {
            throw lines.malformed("signature or key id has the wrong length");
        }
        return new Envelope(body, signature, new KeyId(keyId));
    }

    long number(String field, long max) throws ViolationException {
        long value = amount(field);
        if (value < 0 || value > max) {
            throw lines.malformed("a number is outside its range");
        }
        return value;
    }

    long amount(String field) throws ViolationException {
        try {
            long value = Long.parseLong(field);
            if (Long.toString(value).equals(field)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number that is not in its one spelling
        }
        throw lines.malformed("not a number");
    }

    byte[] base64(String field) throws ViolationException {
        try {
            byte[] bytes = Base64.getDecoder().decode(field);
            if (Base64.getEncoder().encodeToString(bytes).equals(field)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // answered below, like base64 in another spelling
        }
        throw lines.malformed("not base64");
    }

    byte[] hex(String field) throws ViolationException {
        try {
            byte[] bytes = HexFormat.of().parseHex(field);
            if (HexFormat.of().formatHex(bytes).equals(field)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // answered below, like hexadecimal in another spelling
        }
        throw lines.malformed("not lower-case hexadecimal");
    }

    byte[] hex(String field, int width) throws ViolationException {
        byte[] bytes = hex(field);
        if (bytes.length != width) {
            throw lines.malformed("a field is not " + width + " bytes");
        }
        return bytes;
    }
}
