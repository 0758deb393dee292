package io.ayni.ledger.settlement;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.identity.NodeId;
import java.util.Map;
import java.util.Set;

/** Port to the signed acks of decided batches. */
public interface AckStore {
    /**
     * The acks that exist among those asked for.
     *
     * @param batches at most 1,000
     * @throws io.ayni.ledger.journal.StoreFailure when they cannot be read
     */
    Map<DocumentId, StoredAck> find(Set<DocumentId> batches);

    /**
     * An ack.
     *
     * @param uploader the only one who may read it
     * @param envelope the ack as signed
     */
    record StoredAck(NodeId uploader, Envelope envelope) {}
}
