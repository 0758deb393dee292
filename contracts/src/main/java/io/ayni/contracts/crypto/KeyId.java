package io.ayni.contracts.crypto;

import io.ayni.contracts.identity.Identifier;
import java.util.Arrays;
import java.util.HexFormat;

/** Short name of a public key: the first 8 bytes of its SHA-256. Picks a key out of a known list, proves nothing. */
public final class KeyId extends Identifier {
    /** Length in bytes. */
    public static final int WIDTH = 8;

    /**
     * @param value exactly {@value #WIDTH} bytes
     * @throws IllegalArgumentException for any other length
     */
    public KeyId(byte[] value) {
        super(value, WIDTH);
    }

    /** The id of a key. */
    public static KeyId of(Ed25519PublicKey key) {
        return new KeyId(Arrays.copyOf(Digests.sha256(key.bytes()), WIDTH));
    }

    /**
     * @param hex {@value #WIDTH} bytes in hexadecimal
     * @throws IllegalArgumentException when it is not that
     */
    public static KeyId fromHex(String hex) {
        return new KeyId(HexFormat.of().parseHex(hex));
    }
}
