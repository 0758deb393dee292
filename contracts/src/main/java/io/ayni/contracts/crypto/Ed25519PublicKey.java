package io.ayni.contracts.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A usable Ed25519 public key (RFC 8032): canonical, on the curve, not of small order. There is no way to hold another
 * kind, so {@link #verify} never has to ask. Immutable and safe for all threads.
 *
 * <p>A key of small order would let anyone produce a "signature" that fits many messages; a non-canonical one would give
 * one key two spellings. The order of the whole key is checked only by {@link #hasPrimeOrder}, which costs as much as a
 * verification and is asked once, at registration.
 */
public final class Ed25519PublicKey {
    /** Length of a public key in bytes. */
    public static final int WIDTH = Ed25519.PUBLIC_KEY_SIZE;
    /** Length of a signature in bytes. */
    public static final int SIGNATURE_WIDTH = Ed25519.SIGNATURE_SIZE;

    private final byte[] encoded;
    private final Ed25519.PublicPoint point;

    private Ed25519PublicKey(byte[] encoded, Ed25519.PublicPoint point) {
        this.encoded = encoded;
        this.point = point;
    }

    /**
     * @param encoded 32 bytes
     * @return empty when the length is wrong, or the point is not canonical, not on the curve or of small order
     */
    public static Optional<Ed25519PublicKey> decode(byte[] encoded) {
        if (encoded.length != WIDTH || SmallOrderPoints.contains(encoded)) {
            return Optional.empty();
        }
        Ed25519.PublicPoint point = Ed25519.validatePublicKeyPartialExport(encoded, 0);
        return point == null ? Optional.empty() : Optional.of(new Ed25519PublicKey(encoded.clone(), point));
    }

    /**
     * @throws IllegalArgumentException when {@link #decode} would refuse
     */
    public static Ed25519PublicKey of(byte[] encoded) {
        return decode(encoded).orElseThrow(() -> new IllegalArgumentException("not a usable Ed25519 public key"));
    }

    /**
     * @param hex 32 bytes in hexadecimal
     * @throws IllegalArgumentException when it is not a usable key
     */
    public static Ed25519PublicKey fromHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /**
     * Strict verification: 64 bytes, S below the group order, canonical R.
     *
     * @return false for anything but a signature of this key over exactly these bytes
     */
    public boolean verify(byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_WIDTH && Ed25519.verify(signature, 0, point, message, 0, message.length);
    }

    /** Whether the key lies wholly in the prime-order subgroup, as every honestly made key does. */
    public boolean hasPrimeOrder() {
        return Ed25519.validatePublicKeyFull(encoded, 0);
    }

    /** A fresh copy of the 32 bytes. */
    public byte[] bytes() {
        return encoded.clone();
    }

    /** The short name of this key. */
    public KeyId id() {
        return KeyId.of(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519PublicKey key && Arrays.equals(encoded, key.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(encoded);
    }
}
