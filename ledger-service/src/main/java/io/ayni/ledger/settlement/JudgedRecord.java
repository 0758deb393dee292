package io.ayni.ledger.settlement;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.identity.NodeId;
import java.util.List;

/** A record of the settlement topic, judged as far as that goes without the ledger's state. */
public sealed interface JudgedRecord {
    /** Position in the partition. */
    long offset();

    /** The record as it was read. */
    RawRecord raw();

    /**
     * A sound batch.
     *
     * @param raw the record as it was read
     * @param batchId message id of the batch
     * @param uploader who signed it
     * @param entries one per entry of the batch, in its order
     */
    record JudgedBatch(RawRecord raw, DocumentId batchId, NodeId uploader, List<JudgedEntry> entries)
            implements JudgedRecord {
        /** Copies the list. */
        public JudgedBatch {
            entries = List.copyOf(entries);
        }

        @Override
        public long offset() {
            return raw.offset();
        }
    }

    /**
     * Nothing that could be settled.
     *
     * @param raw the record as it was read
     * @param reason why not
     */
    record BrokenRecord(RawRecord raw, ParkReason reason) implements JudgedRecord {
        @Override
        public long offset() {
            return raw.offset();
        }
    }
}
