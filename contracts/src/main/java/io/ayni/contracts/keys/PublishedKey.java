package io.ayni.contracts.keys;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.crypto.KeyId;

/**
 * One public key of the operator and when it may sign.
 *
 * @param purpose what it signs
 * @param key the key
 * @param validFromMs first instant, Unix milliseconds
 * @param validUntilMs last instant, not before the first; a revoked key has its revocation time here
 */
public record PublishedKey(KeyPurpose purpose, Ed25519PublicKey key, long validFromMs, long validUntilMs) {
    /** Checks the period. */
    public PublishedKey {
        if (validFromMs < 0 || validUntilMs < validFromMs) {
            throw new IllegalArgumentException("a key is valid from a time to a later one");
        }
    }

    /** Short name of the key. */
    public KeyId id() {
        return key.id();
    }

    /** Whether the key may sign at this time. */
    public boolean isValidAt(long timeMs) {
        return timeMs >= validFromMs && timeMs <= validUntilMs;
    }
}
