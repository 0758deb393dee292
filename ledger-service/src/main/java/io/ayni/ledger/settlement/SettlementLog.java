package io.ayni.ledger.settlement;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.identity.NodeId;
import java.util.concurrent.CompletionStage;

/** Port to the durable queue of accepted batches. */
public interface SettlementLog {
    /**
     * Appends a batch; batches of one uploader keep their order.
     *
     * @param uploader who signed it
     * @param batch the batch as received
     * @param receivedAtMs the ledger's clock
     * @return completes when the batch is durable; fails with {@link Overloaded} when too many appends are under way, and
     *     with any other exception when the log cannot be reached in time (the batch may or may not be in it)
     */
    CompletionStage<Void> append(NodeId uploader, Envelope batch, long receivedAtMs);

    /** Too many appends are under way: try again later. Nothing was appended. */
    final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Says so. */
        public Overloaded() {
            super("too many batches are under way to the settlement log");
        }
    }
}
