package io.ayni.agent.contribution;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.SettlementBatch;

/**
 * A settlement batch as it is handed in, the same bytes each time.
 *
 * @param id message id
 * @param batch its content
 * @param envelope its signed bytes
 */
public record SignedBatch(DocumentId id, SettlementBatch batch, Envelope envelope) {
    /**
     * Reads a batch.
     *
     * @throws MalformedDocumentException when it is none
     */
    public static SignedBatch of(Envelope envelope) throws MalformedDocumentException {
        return new SignedBatch(envelope.id(), SettlementBatch.decode(envelope.body()), envelope);
    }
}
