package io.ayni.ledger.settlement;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.SettlementBatch;
import io.ayni.contracts.identity.NodeId;
import io.ayni.ledger.settlement.BatchVerdict.BatchFault;
import java.util.Optional;

/**
 * What a batch must be before anybody looks at its entries. The same rules hold where batches come in and where they are
 * settled, because the settlement log is not trusted to hold only what the ledger wrote.
 */
public final class BatchRules {
    /** Longest batch body in bytes: 256 KiB. */
    public static final int MAX_BODY_BYTES = 256 * 1024;

    private BatchRules() {}

    /**
     * Judges an envelope; cheapest check first.
     *
     * @param envelope what came
     * @param expectedUploader who must have handed it in
     */
    public static BatchVerdict judge(Envelope envelope, NodeId expectedUploader) {
        if (envelope.body().length > MAX_BODY_BYTES) {
            return new BatchVerdict.Unsound(BatchFault.MALFORMED);
        }
        SettlementBatch batch;
        try {
            batch = SettlementBatch.decode(envelope.body());
        } catch (MalformedDocumentException e) {
            return new BatchVerdict.Unsound(BatchFault.MALFORMED);
        }
        Optional<Ed25519PublicKey> key = Ed25519PublicKey.decode(batch.uploaderKey());
        if (key.isEmpty() || !NodeId.of(key.get()).equals(batch.uploaderId())) {
            return new BatchVerdict.Unsound(BatchFault.MALFORMED);
        }
        if (!batch.uploaderId().equals(expectedUploader)) {
            return new BatchVerdict.Unsound(BatchFault.NOT_THE_UPLOADER);
        }
        return envelope.isSignedBy(key.get())
                ? new BatchVerdict.Sound(envelope.id(), batch)
                : new BatchVerdict.Unsound(BatchFault.BAD_SIGNATURE);
    }
}
