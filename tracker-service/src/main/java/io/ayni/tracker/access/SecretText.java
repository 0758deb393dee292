package io.ayni.tracker.access;

import io.ayni.contracts.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret that callers present. Compared in constant time; its text form shows nothing of it. Safe for all threads. */
public final class SecretText {
    private final byte[] digest;

    /** @param secret the expected text */
    public SecretText(String secret) {
        this.digest = digestOf(secret);
    }

    /** Whether the presented text is the secret. */
    public boolean matches(String presented) {
        return MessageDigest.isEqual(digest, digestOf(presented));
    }

    private static byte[] digestOf(String text) {
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SecretText[secret]";
    }
}
