package io.ayni.contracts.document;

import io.ayni.contracts.crypto.Digests;
import java.nio.ByteBuffer;

/**
 * Running SHA-256 over what a statement opens into: zero at first, then {@code SHA-256(before ‖ 0x01 ‖ u64 number ‖ SHA-256 of
 * the body)} for an entry, {@code SHA-256(before ‖ 0x02 ‖ grant id ‖ u64 bytes)} for a received grant. Used by one thread.
 */
public final class StatementDigest {
    private static final byte[] ENTRY = {1};
    private static final byte[] RECEIVED = {2};

    private byte[] digest = new byte[DocumentId.WIDTH];

    /** Takes an entry. */
    public StatementDigest entry(long number, byte[] body) {
        digest = Digests.sha256(digest, ENTRY, u64(number), Digests.sha256(body));
        return this;
    }

    /** Takes a received grant. */
    public StatementDigest received(GrantId grantId, long settledBytes) {
        digest = Digests.sha256(digest, RECEIVED, grantId.bytes(), u64(settledBytes));
        return this;
    }

    /** The digest of what was taken so far. */
    public DocumentId value() {
        return new DocumentId(digest);
    }

    private static byte[] u64(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
