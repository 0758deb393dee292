package io.ayni.agent.swarm.exchange;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.Receipt;

/**
 * The downloader's receipts under one grant: sequence from 1, cumulative totals, running digest, each naming the one
 * before. Lives as long as the grant, over several streams. Not thread-safe.
 */
public final class ReceiptChain {
    private final GrantId grantId;
    private final Ed25519PrivateKey sessionKey;
    private long sequence;
    private long bytes;
    private long pieces;
    private byte[] digest = new byte[Receipt.DIGEST_WIDTH];
    private DocumentId previous = new DocumentId(new byte[DocumentId.WIDTH]);
    private long signedBytes;

    /** A chain without receipts. */
    public ReceiptChain(GrantId grantId, Ed25519PrivateKey sessionKey) {
        this.grantId = grantId;
        this.sessionKey = sessionKey;
    }

    /** Counts a piece that was requested, came whole under this grant for the first time, and was verified. */
    public void count(int pieceIndex, byte[] pieceHash, int lengthBytes) {
        bytes += lengthBytes;
        pieces++;
        digest = Receipt.extendDigest(digest, pieceIndex, pieceHash);
    }

    /** Verified bytes that no receipt covers yet. */
    public long unsignedBytes() {
        return bytes - signedBytes;
    }

    /** Verified bytes counted in all. */
    public long bytes() {
        return bytes;
    }

    /** Signs the next receipt over everything counted so far. */
    public Envelope sign(long deviceTimeMs) {
        sequence++;
        Receipt receipt = new Receipt(grantId, sequence, bytes, pieces, digest, previous, deviceTimeMs);
        Envelope envelope = Envelope.sign(receipt, sessionKey);
        previous = envelope.id();
        signedBytes = bytes;
        return envelope;
    }
}
