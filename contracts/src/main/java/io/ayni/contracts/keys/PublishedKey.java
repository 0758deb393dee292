package io.ayni.contracts.keys;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.crypto.KeyId;

/**
 * One public key of the operator and when it may sign. A key that runs out is <em>retired</em>: what it signed before stays
 * good. A key that became known to others is <em>revoked</em>: nothing that it signed is taken any more from then on,
 * whatever date stands in it.
 *
 * @param purpose what it signs
 * @param key the key
 * @param validFromMs first instant, Unix milliseconds
 * @param validUntilMs last instant, not before the first
 * @param revokedAtMs when it was revoked, {@link #NEVER} for a key that was not
 */
public record PublishedKey(
        KeyPurpose purpose, Ed25519PublicKey key, long validFromMs, long validUntilMs, long revokedAtMs) {
    /** Revocation time of a key that was not revoked. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Checks the times. */
    public PublishedKey {
        if (validFromMs < 0 || validUntilMs < validFromMs || revokedAtMs < 0) {
            throw new IllegalArgumentException("a key is valid from a time to a later one");
        }
    }

    /** A key that was not revoked. */
    public PublishedKey(KeyPurpose purpose, Ed25519PublicKey key, long validFromMs, long validUntilMs) {
        this(purpose, key, validFromMs, validUntilMs, NEVER);
    }

    /** Whether nothing signed by the key may be taken at this time, on the clock of whoever takes it. */
    public boolean isRevokedAt(long timeMs) {
        return timeMs >= revokedAtMs;
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
