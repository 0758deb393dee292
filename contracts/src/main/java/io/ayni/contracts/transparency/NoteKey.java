package io.ayni.contracts.transparency;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key as signed notes name it (C2SP signed-note): a name and the first four bytes of {@code SHA-256(name ‖ 0x0A ‖ 0x01 ‖
 * public key)}, where 0x01 stands for Ed25519.
 *
 * @param name of the signer, without white space and plus signs
 * @param key what verifies its signatures
 */
public record NoteKey(String name, Ed25519PublicKey key) {
    /** Length of the hash of a key in a signature. */
    static final int HASH_WIDTH = 4;

    private static final byte[] LINE_FEED = {'\n'};
    private static final byte[] ED25519 = {1};

    /** Checks the name. */
    public NoteKey {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name of a note's signer");
        }
    }

    /** Whether notes can carry this name. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+' || c < 0x20 || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /** The short name of the key in a signature line. */
    byte[] hash() {
        byte[] digest = Digests.sha256(name.getBytes(StandardCharsets.UTF_8), LINE_FEED, ED25519, key.bytes());
        return Arrays.copyOf(digest, HASH_WIDTH);
    }
}
