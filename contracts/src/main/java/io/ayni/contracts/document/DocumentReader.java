package io.ayni.contracts.document;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.MalformedDocumentException.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a body strictly: the right tag, every field in full, values in range, and nothing after the last field. */
public final class DocumentReader {
    private final ByteBuffer in;

    /**
     * @throws MalformedDocumentException when the body does not start with the tag: {@code UNSUPPORTED_VERSION} if it
     *     has the same kind in another version, {@code MALFORMED} otherwise
     */
    public DocumentReader(byte[] body, DomainTag tag) throws MalformedDocumentException {
        if (!tag.opens(body)) {
            throw tag.opensInAnyVersion(body)
                    ? new MalformedDocumentException(Fault.UNSUPPORTED_VERSION, "another version of " + tag)
                    : malformed("not a " + tag);
        }
        this.in = ByteBuffer.wrap(body).position(DomainTag.WIDTH);
    }

    /** An exception for a value that this layout does not allow. */
    public static MalformedDocumentException malformed(String message) {
        return new MalformedDocumentException(Fault.MALFORMED, message);
    }

    /** One unsigned byte. */
    public int u8() throws MalformedDocumentException {
        require(1);
        return in.get() & 0xff;
    }

    /** Two bytes, unsigned. */
    public int u16() throws MalformedDocumentException {
        require(2);
        return in.getShort() & 0xffff;
    }

    /** Four bytes, unsigned. */
    public long u32() throws MalformedDocumentException {
        require(4);
        return in.getInt() & 0xffff_ffffL;
    }

    /** Eight bytes; 2^63 and above is malformed. */
    public long u64() throws MalformedDocumentException {
        require(8);
        long value = in.getLong();
        if (value < 0) {
            throw malformed("a number is 2^63 or above");
        }
        return value;
    }

    /** Bytes of a stated width. */
    public byte[] fixed(int width) throws MalformedDocumentException {
        require(width);
        byte[] bytes = new byte[width];
        in.get(bytes);
        return bytes;
    }

    /** u16 length and bytes. */
    public byte[] variable(int maxLength) throws MalformedDocumentException {
        int length = u16();
        if (length > maxLength) {
            throw malformed("a field is longer than " + maxLength + " bytes");
        }
        return fixed(length);
    }

    /** u16 length and well-formed UTF-8. */
    public String text(int maxLength) throws MalformedDocumentException {
        byte[] bytes = variable(maxLength);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("a text is not UTF-8");
        }
    }

    /** Envelope inside a document. */
    public Envelope envelope() throws MalformedDocumentException {
        byte[] body = variable(Envelope.MAX_NESTED_BODY_BYTES);
        byte[] signature = fixed(Envelope.SIGNATURE_WIDTH);
        return new Envelope(body, signature, new KeyId(fixed(KeyId.WIDTH)));
    }

    /** Must be called last: refuses trailing bytes. */
    public void end() throws MalformedDocumentException {
        if (in.hasRemaining()) {
            throw malformed("bytes after the end");
        }
    }

    private void require(int count) throws MalformedDocumentException {
        if (in.remaining() < count) {
            throw malformed("cut short");
        }
    }
}
