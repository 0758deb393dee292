package io.ayni.agent.contribution;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import java.util.List;

/** What an ack means for its batch. */
public sealed interface AckVerdict {
    /**
     * The ack holds.
     *
     * @param state the state with the ack counted
     * @param settled receipts that need not be kept any longer
     */
    record Decided(SettlementState state, List<Settled> settled) implements AckVerdict {}

    /**
     * One receipt with a final result.
     *
     * @param grantId the grant
     * @param receiptId the receipt that was in the batch
     */
    record Settled(GrantId grantId, DocumentId receiptId) {}

    /**
     * The ack is not believed; the batch stays undecided.
     *
     * @param reason why
     */
    record Disbelieved(Reason reason) implements AckVerdict {}

    /** Why an ack is not believed, in order of precedence. */
    enum Reason {
        /** Not an ack. */
        MALFORMED,
        /** No undecided batch has this id. */
        UNKNOWN_BATCH,
        /** The key is not a ledger key of the operator, or was not valid when the ack was made. */
        UNKNOWN_KEY,
        /** The signature does not hold. */
        BAD_SIGNATURE,
        /** The results are not those of the batch's entries. */
        OTHER_ENTRIES
    }
}
