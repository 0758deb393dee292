package io.ayni.agent.contribution;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Receipt;

/**
 * The newest receipt under a grant.
 *
 * @param grantId the grant
 * @param sequence the receipt's number within the grant
 * @param cumulativeBytes what it signs for
 * @param settleByMs until when the ledger takes it
 * @param grantEnvelope the grant as signed
 * @param receiptEnvelope the receipt as signed
 */
public record StoredReceipt(
        GrantId grantId,
        long sequence,
        long cumulativeBytes,
        long settleByMs,
        Envelope grantEnvelope,
        Envelope receiptEnvelope) {
    /**
     * Reads the two documents.
     *
     * @throws MalformedDocumentException when one is not what it should be
     * @throws IllegalArgumentException when they do not belong together
     */
    public static StoredReceipt of(Envelope grantEnvelope, Envelope receiptEnvelope) throws MalformedDocumentException {
        Grant grant = Grant.decode(grantEnvelope.body());
        Receipt receipt = Receipt.decode(receiptEnvelope.body());
        if (!grant.grantId().equals(receipt.grantId())) {
            throw new IllegalArgumentException("the receipt is under another grant");
        }
        return new StoredReceipt(
                grant.grantId(),
                receipt.sequence(),
                receipt.cumulativeBytes(),
                grant.settleByMs(),
                grantEnvelope,
                receiptEnvelope);
    }
}
