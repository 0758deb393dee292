package io.ayni.ledger.settlement;

/** Why a record was set aside instead of settled, in order of precedence. Names are stored; they are final. */
public enum ParkReason {
    /** The value is no settlement record. */
    UNREADABLE_RECORD,
    /** The record holds no well-formed settlement batch, or its uploader id is not the one of its key. */
    MALFORMED_BATCH,
    /**
     * The record's key is not the batch's uploader, or it stands in another partition than that of its uploader: its order
     * among the uploader's batches would be lost.
     */
    WRONG_KEY,
    /** The batch's signature does not hold. */
    BAD_BATCH_SIGNATURE,
    /** Settling this record alone failed again and again for a reason that lies in the record. */
    UNDECIDABLE
}
