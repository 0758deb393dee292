package io.ayni.contracts.document;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.crypto.KeyId;
import java.util.Arrays;

/**
 * A document as it travels and is kept: the exact bytes that were signed, the signature and the id of the signing key.
 * The arrays are shared, not copied; nobody writes into them.
 *
 * @param body signed bytes
 * @param signature 64 bytes
 * @param keyId short name of the signing key
 */
public record Envelope(byte[] body, byte[] signature, KeyId keyId) {
    /** Length of a signature in bytes. */
    public static final int SIGNATURE_WIDTH = Ed25519PublicKey.SIGNATURE_WIDTH;
    /** Longest body that may be nested in another document. */
    public static final int MAX_NESTED_BODY_BYTES = 512;

    /** Signs a document. */
    public static Envelope sign(SignedDocument document, Ed25519PrivateKey key) {
        byte[] body = document.encode();
        return new Envelope(body, key.sign(body), key.publicKey().id());
    }

    /** Whether the signature is this key's over exactly these bytes. */
    public boolean isSignedBy(Ed25519PublicKey key) {
        return key.verify(body, signature);
    }

    /** Message id: SHA-256 of the body. */
    public DocumentId id() {
        return new DocumentId(Digests.sha256(body));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Envelope that
                && Arrays.equals(body, that.body)
                && Arrays.equals(signature, that.signature)
                && keyId.equals(that.keyId);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return "Envelope[" + id() + " by " + keyId + "]";
    }
}
