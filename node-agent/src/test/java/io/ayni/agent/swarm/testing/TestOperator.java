package io.ayni.agent.swarm.testing;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The operator of a test: a grant key, its published list, and grants signed with it. */
public final class TestOperator {
    private static final AtomicLong GRANTS = new AtomicLong(1);

    private final Ed25519PrivateKey grantKey = key(7);
    private long maxBytes = Grant.MAX_GRANT_BYTES;
    private long keyEndsMs = Long.MAX_VALUE;

    /** A key whose seed is the repeated byte. */
    public static Ed25519PrivateKey key(int seed) {
        byte[] bytes = new byte[Ed25519PrivateKey.WIDTH];
        java.util.Arrays.fill(bytes, (byte) seed);
        return new Ed25519PrivateKey(bytes);
    }

    /** Grants from now on cover so many bytes. */
    public TestOperator limitedTo(long bytes) {
        maxBytes = bytes;
        return this;
    }

    /** The list published from now on has the grant key revoked at this time. */
    public TestOperator revokedAt(long timeMs) {
        keyEndsMs = timeMs;
        return this;
    }

    /** The published list. */
    public OperatorKeys keys() {
        return new OperatorKeys(List.of(new PublishedKey(KeyPurpose.GRANT, grantKey.publicKey(), 0, keyEndsMs)));
    }

    /** The grant key itself. */
    public Ed25519PrivateKey grantKey() {
        return grantKey;
    }

    /** A good grant, issued now for ten minutes. */
    public Grant grant(NodeId uploader, Ed25519PublicKey sessionKey, ContentId item, long nowMs) {
        byte[] id = new byte[GrantId.WIDTH];
        java.nio.ByteBuffer.wrap(id).putLong(8, GRANTS.getAndIncrement());
        return new Grant(
                new GrantId(id),
                grantKey.publicKey().id(),
                nowMs,
                nowMs + 600_000,
                nowMs + 3_600_000,
                nowMs / Grant.WINDOW_MS,
                uploader,
                sessionKey.bytes(),
                item,
                maxBytes,
                1000,
                PayerMode.CAMPAIGN_POOL,
                Grant.FULL_WEIGHT,
                new byte[0]);
    }

    /** The grant, signed. */
    public Envelope sign(Grant grant) {
        return Envelope.sign(grant, grantKey);
    }
}
