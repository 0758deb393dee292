package io.ayni.contracts.document;

import io.ayni.contracts.identity.Identifier;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a body: tag, then big-endian fixed-width fields, variable fields as u16 length and bytes. */
public final class DocumentWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(320);

    /** Starts a body of this kind. */
    public DocumentWriter(DomainTag tag) {
        out.writeBytes(tag.bytes());
    }

    /** One unsigned byte. */
    public DocumentWriter u8(int value) {
        requireRange(value, 0xff);
        out.write(value);
        return this;
    }

    /** Two bytes, unsigned. */
    public DocumentWriter u16(int value) {
        requireRange(value, 0xffff);
        out.write(value >>> 8);
        out.write(value);
        return this;
    }

    /** Four bytes, unsigned. */
    public DocumentWriter u32(long value) {
        requireRange(value, 0xffff_ffffL);
        u16((int) (value >>> 16));
        return u16((int) (value & 0xffff));
    }

    /** Eight bytes; the documents use 0 to 2^63 − 1 only. */
    public DocumentWriter u64(long value) {
        requireRange(value, Long.MAX_VALUE);
        u32(value >>> 32);
        return u32(value & 0xffff_ffffL);
    }

    /** A fixed-width name. */
    public DocumentWriter id(Identifier id) {
        out.writeBytes(id.bytes());
        return this;
    }

    /** Bytes of a width that the layout states. */
    public DocumentWriter fixed(byte[] bytes, int width) {
        if (bytes.length != width) {
            throw new IllegalArgumentException("this field is " + width + " bytes, not " + bytes.length);
        }
        out.writeBytes(bytes);
        return this;
    }

    /** u16 length and bytes. */
    public DocumentWriter variable(byte[] bytes, int maxLength) {
        if (bytes.length > maxLength) {
            throw new IllegalArgumentException("this field is at most " + maxLength + " bytes, not " + bytes.length);
        }
        u16(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /** u16 length and UTF-8. */
    public DocumentWriter text(String text, int maxLength) {
        return variable(text.getBytes(StandardCharsets.UTF_8), maxLength);
    }

    /** Envelope inside a document: body as a variable field, signature, key id. */
    public DocumentWriter envelope(Envelope envelope) {
        return variable(envelope.body(), Envelope.MAX_NESTED_BODY_BYTES)
                .fixed(envelope.signature(), Envelope.SIGNATURE_WIDTH)
                .id(envelope.keyId());
    }

    /** The finished body. */
    public byte[] toBytes() {
        return out.toByteArray();
    }

    private static void requireRange(long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException("value " + value + " is outside 0 to " + max);
        }
    }
}
