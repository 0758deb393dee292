package io.ayni.agent.ledger;

import io.ayni.agent.contribution.SignedBatch;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Port to the ledger. */
public interface SettlementLedger {
    /** Who hears the ledger's answers; called on the thread of the exchange. */
    interface Answers {
        /** An ack, not yet checked; true when it decided a batch. */
        boolean onAck(Envelope ack) throws IOException;

        /** A batch that the ledger will never take. */
        void onRefused(DocumentId batchId, String reason) throws IOException;
    }

    /**
     * Hands batches in and waits for their acks. Returns when each has its answer or the time is over; what then has none
     * is to be handed in again, the same bytes.
     *
     * @param batches at most 16
     * @param maybeDecided whether they may have been handed in before: their acks are asked for first
     * @param limit longest time
     * @throws LedgerAwayException when the ledger cannot be reached or does not let this node in now
     * @throws IOException when an answer could not be kept
     */
    void exchange(List<SignedBatch> batches, boolean maybeDecided, Duration limit, Answers answers)
            throws LedgerAwayException, IOException, InterruptedException;
}
