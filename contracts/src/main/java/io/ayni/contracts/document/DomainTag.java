package io.ayni.contracts.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * First 16 bytes of a signed body: ASCII of {@code ayni/<kind>/v<version>}, zero padded. It keeps a signature over one
 * kind of document from being taken for another.
 */
public enum DomainTag {
    /** {@link Grant}. */
    GRANT("ayni/grant/v1"),
    /** {@link Receipt}. */
    RECEIPT("ayni/receipt/v1"),
    /** {@link SettlementBatch}. */
    BATCH("ayni/batch/v1"),
    /** {@link Report}. */
    REPORT("ayni/report/v1"),
    /** {@link Ack}. */
    ACK("ayni/ack/v1"),
    /** {@link Publication}. */
    PUBLICATION("ayni/publish/v1"),
    /** {@link RegistrationProof}. */
    REGISTRATION("ayni/register/v1"),
    /** {@link PeerProof}. */
    PEER("ayni/peer/v1"),
    /** {@link Statement}. */
    STATEMENT("ayni/stmt/v1"),
    /** A journal entry: hashed into the chain, never signed by itself. */
    ENTRY("ayni/entry/v1"),
    /** The link of the journal's hash chain. */
    CHAIN("ayni/chain/v1");

    /** Length of a tag in bytes. */
    public static final int WIDTH = 16;

    private final byte[] bytes;
    private final int familyLength;

    DomainTag(String text) {
        this.bytes = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), WIDTH);
        this.familyLength = text.lastIndexOf('v') + 1;
    }

    /** A fresh copy of the 16 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether the body starts with this tag. */
    boolean opens(byte[] body) {
        return body.length >= WIDTH && Arrays.equals(bytes, 0, WIDTH, body, 0, WIDTH);
    }

    /** Whether the body starts with this kind's tag in any version: the same text followed by digits, then zeros. */
    boolean opensInAnyVersion(byte[] body) {
        if (body.length < WIDTH || !Arrays.equals(bytes, 0, familyLength, body, 0, familyLength)) {
            return false;
        }
        int end = familyLength;
        while (end < WIDTH && body[end] >= '0' && body[end] <= '9') {
            end++;
        }
        boolean hasDigits = end > familyLength;
        while (end < WIDTH && body[end] == 0) {
            end++;
        }
        return hasDigits && end == WIDTH;
    }
}
