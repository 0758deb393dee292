package io.ayni.contracts.identity;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import java.nio.charset.StandardCharsets;

/**
 * Name of an enrolled installation: {@code SHA-256("ayni/node/v1" ‖ public key)}, shown as lower-case base32 without
 * padding.
 */
public final class NodeId extends Identifier {
    /** Length in bytes. */
    public static final int WIDTH = 32;

    private static final byte[] TAG = "ayni/node/v1".getBytes(StandardCharsets.US_ASCII);

    /**
     * @param value exactly {@value #WIDTH} bytes
     * @throws IllegalArgumentException for any other length
     */
    public NodeId(byte[] value) {
        super(value, WIDTH);
    }

    /** The node id of the holder of a key. */
    public static NodeId of(Ed25519PublicKey key) {
        return new NodeId(Digests.sha256(TAG, key.bytes()));
    }

    /**
     * @param text 52 characters of base32, upper or lower case
     * @throws IllegalArgumentException when it is not that
     */
    public static NodeId parse(String text) {
        return new NodeId(Base32.decode(text));
    }

    @Override
    public String toString() {
        return Base32.encode(bytes());
    }
}
