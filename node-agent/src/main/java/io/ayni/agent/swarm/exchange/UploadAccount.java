package io.ayni.agent.swarm.exchange;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Receipt;
import java.util.Optional;

/**
 * The uploader's side of one grant: what was sent, what was signed for, and the window between. It outlives its stream:
 * a downloader that comes back with the same grant goes on from here, and bytes that got lost with the old stream stay
 * unreceipted, so that coming back never buys more unsigned bytes than one window. Not thread-safe.
 */
public final class UploadAccount {
    private final Grant grant;
    private final Envelope envelope;
    private final Ed25519PublicKey sessionKey;
    private final ExposureWindow window;
    private long lastSequence;
    private long lastBytes;
    private DocumentId lastReceipt = new DocumentId(new byte[DocumentId.WIDTH]);
    private boolean streaming;

    /** An account under which nothing was sent. */
    public UploadAccount(Grant grant, Envelope envelope, Ed25519PublicKey sessionKey, int pieceLengthBytes) {
        this.grant = grant;
        this.envelope = envelope;
        this.sessionKey = sessionKey;
        this.window = new ExposureWindow(pieceLengthBytes);
    }

    /** Whether so many further bytes are inside the exposure window and the grant's limit. */
    public boolean allows(int length) {
        return window.allows(length) && window.sentBytes() + length <= grant.maxBytes();
    }

    /** Whether only a receipt, not the grant's limit, keeps so many further bytes back. */
    public boolean awaitsReceiptFor(int length) {
        return !window.allows(length) && window.sentBytes() + length <= grant.maxBytes();
    }

    /** Bytes were sent. */
    public void sent(int length) {
        window.sent(length);
    }

    /**
     * Checks a receipt; a good one becomes the one that the next must follow. The window moves only with {@link #kept},
     * when the receipt is durable.
     *
     * @return empty when it is good
     */
    public Optional<ReceiptFault> check(Envelope receiptEnvelope) {
        Receipt receipt;
        try {
            receipt = Receipt.decode(receiptEnvelope.body());
        } catch (MalformedDocumentException e) {
            return Optional.of(ReceiptFault.MALFORMED);
        }
        Optional<ReceiptFault> fault = faultOf(receipt, receiptEnvelope);
        if (fault.isEmpty()) {
            lastSequence = receipt.sequence();
            lastBytes = receipt.cumulativeBytes();
            lastReceipt = receiptEnvelope.id();
        }
        return fault;
    }

    private Optional<ReceiptFault> faultOf(Receipt receipt, Envelope receiptEnvelope) {
        if (!receipt.grantId().equals(grant.grantId())) {
            return Optional.of(ReceiptFault.OTHER_GRANT);
        }
        if (!receiptEnvelope.isSignedBy(sessionKey)) {
            return Optional.of(ReceiptFault.BAD_SIGNATURE);
        }
        if (receipt.sequence() != lastSequence + 1) {
            return Optional.of(ReceiptFault.WRONG_SEQUENCE);
        }
        if (!receipt.previous().equals(lastReceipt)) {
            return Optional.of(ReceiptFault.WRONG_PREVIOUS);
        }
        if (receipt.cumulativeBytes() < lastBytes) {
            return Optional.of(ReceiptFault.LOWER_TOTAL);
        }
        if (receipt.cumulativeBytes() > Math.min(window.sentBytes(), grant.maxBytes())) {
            return Optional.of(ReceiptFault.MORE_THAN_SENT);
        }
        return Optional.empty();
    }

    /**
     * A receipt that was found good is durable: extends the window.
     *
     * @return bytes that this receipt covers beyond the one kept before
     */
    public long kept(long cumulativeBytes) {
        long before = window.receiptedBytes();
        window.receipted(cumulativeBytes);
        return window.receiptedBytes() - before;
    }

    /** Takes the account for one stream; false when another stream has it. */
    public boolean attach() {
        if (streaming) {
            return false;
        }
        streaming = true;
        return true;
    }

    /** The stream ended. */
    public void detach() {
        streaming = false;
    }

    /** Whether a stream uses it. */
    public boolean isStreaming() {
        return streaming;
    }

    /** Total of the newest good receipt. */
    public long lastReceiptBytes() {
        return lastBytes;
    }

    /** The grant. */
    public Grant grant() {
        return grant;
    }

    /** The grant as it was signed. */
    public Envelope envelope() {
        return envelope;
    }

    /** The exposure window now, in bytes. */
    public long windowBytes() {
        return window.bytes();
    }
}
