package io.ayni.contracts.crypto;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 private key (RFC 8032, 32-byte seed). Safe for all threads; its text form shows nothing of the secret. */
public final class Ed25519PrivateKey {
    /** Length of the seed in bytes. */
    public static final int WIDTH = Ed25519.SECRET_KEY_SIZE;

    private final byte[] seed;
    private final byte[] encodedPublicKey = new byte[Ed25519PublicKey.WIDTH];
    private final Ed25519PublicKey publicKey;

    /**
     * @param seed exactly 32 bytes, copied
     * @throws IllegalArgumentException for any other length
     */
    public Ed25519PrivateKey(byte[] seed) {
        if (seed.length != WIDTH) {
            throw new IllegalArgumentException("an Ed25519 seed is " + WIDTH + " bytes");
        }
        this.seed = seed.clone();
        Ed25519.generatePublicKey(this.seed, 0, encodedPublicKey, 0);
        this.publicKey = Ed25519PublicKey.of(encodedPublicKey);
    }

    /** A fresh key from the given source of randomness. */
    public static Ed25519PrivateKey generate(SecureRandom random) {
        byte[] seed = new byte[WIDTH];
        random.nextBytes(seed);
        return new Ed25519PrivateKey(seed);
    }

    /** The signature over the bytes, 64 bytes, deterministic. */
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, encodedPublicKey, 0, null, message, 0, message.length, signature, 0);
        return signature;
    }

    /** The public half. */
    public Ed25519PublicKey publicKey() {
        return publicKey;
    }

    /** A copy of the secret seed, for storing it; handle with care. */
    public byte[] seed() {
        return seed.clone();
    }

    @Override
    public String toString() {
        return "Ed25519PrivateKey[of " + publicKey + "]";
    }
}
