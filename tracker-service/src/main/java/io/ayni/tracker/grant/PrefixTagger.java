package io.ayni.tracker.grant;

import io.ayni.contracts.crypto.Digests;
import io.ayni.tracker.node.NetworkPrefix;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names networks by a keyed hash of 4 bytes: equal for equal prefixes, of no use to whoever lacks the key. HMAC-SHA-256
 * with a key derived from the operator's sealing key. Safe for all threads.
 */
public final class PrefixTagger {
    private static final byte[] DERIVATION = "ayni/prefix-tag/v1".getBytes(StandardCharsets.US_ASCII);
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param sealingKey bytes of the sealing key */
    public PrefixTagger(byte[] sealingKey) {
        this.key = new SecretKeySpec(Digests.sha256(DERIVATION, sealingKey), ALGORITHM);
    }

    /** The tag of a prefix. */
    public int tag(NetworkPrefix prefix) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return ByteBuffer.wrap(mac.doFinal(prefix.bytes())).getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
