package io.ayni.ledger.settlement;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.SettlementBatch;

/** Whether an envelope holds a settlement batch that its uploader signed. */
public sealed interface BatchVerdict {
    /**
     * It does.
     *
     * @param batchId message id
     * @param batch the batch
     */
    record Sound(DocumentId batchId, SettlementBatch batch) implements BatchVerdict {}

    /**
     * It does not.
     *
     * @param fault what is wrong
     */
    record Unsound(BatchFault fault) implements BatchVerdict {}

    /** Faults in order of precedence. */
    enum BatchFault {
        /** Not a batch, over its bounds, an unusable key, or an uploader id that is not the key's. */
        MALFORMED,
        /** Another uploader than expected. */
        NOT_THE_UPLOADER,
        /** The signature is not the uploader's. */
        BAD_SIGNATURE
    }
}
