package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.exchange.ExposureWindow;
import io.ayni.agent.swarm.exchange.ReceiptChain;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;

/** A grant that this downloader holds, and everything that must outlive a stream under it. Not thread-safe. */
final class GrantOffer {
    private static final int RENEW_AT_PERCENT = 80;
    private static final int PERCENT = 100;
    /** It takes about so long to get another one. */
    private static final long RENEWAL_MS = 1_500;

    private static final long MS_PER_SECOND = 1_000;
    private static final long RENEW_BEFORE_EXPIRY_MS = 90_000;

    final Grant grant;
    final Envelope envelope;
    final Ed25519PrivateKey sessionKey;
    final ReceiptChain receipts;
    final ExposureWindow window;
    /** Pieces that came under it and failed their hash. */
    long failedPieces;
    /** Bytes from the edge when the grant began to be used. */
    long edgeBytesBefore;
    /** Time that players had waited when the grant began to be used. */
    long stallMsBefore;

    private long requestedBytes;
    private boolean begun;
    private boolean closed;

    GrantOffer(Grant grant, Envelope envelope, Ed25519PrivateKey sessionKey, int pieceLengthBytes) {
        this.grant = grant;
        this.envelope = envelope;
        this.sessionKey = sessionKey;
        this.receipts = new ReceiptChain(grant.grantId(), sessionKey);
        this.window = new ExposureWindow(pieceLengthBytes);
    }

    /** The grant was accepted, for the first time or again. */
    void begin(long edgeBytes, long stallMs) {
        if (!begun) {
            begun = true;
            edgeBytesBefore = edgeBytes;
            stallMsBefore = stallMs;
        }
    }

    /** Nothing is asked for, counted or signed under it any more. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether pieces were verified that no receipt was signed for. */
    boolean owesReceipt() {
        return !closed && receipts.unsignedBytes() > 0;
    }

    /** Whether so many further bytes may be asked for. */
    boolean covers(int length, long wallMs) {
        return !closed && requestedBytes + length <= grant.maxBytes() && wallMs < grant.expiresAtMs();
    }

    void requested(int length) {
        requestedBytes += length;
    }

    /** Whether, at this rate, it will be used up before another one can be had, and so much is still missing. */
    boolean runsOutSoon(long bytesPerSecond, long missingBytes) {
        long left = grant.maxBytes() - requestedBytes;
        return left <= bytesPerSecond * RENEWAL_MS / MS_PER_SECOND && left < missingBytes;
    }

    /** Whether it is time to get another one. */
    boolean isNearlyUsed(long wallMs) {
        return closed
                || requestedBytes * PERCENT >= grant.maxBytes() * RENEW_AT_PERCENT
                || wallMs >= grant.expiresAtMs() - RENEW_BEFORE_EXPIRY_MS;
    }

    boolean isExpired(long wallMs) {
        return wallMs >= grant.expiresAtMs();
    }
}
