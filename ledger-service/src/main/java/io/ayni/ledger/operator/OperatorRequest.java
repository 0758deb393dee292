package io.ayni.ledger.operator;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.journal.ActionId;

/**
 * A command with who gives it. The array is shared, not copied; nobody writes into it.
 *
 * @param id the idempotency key, chosen by the operator
 * @param operator who
 * @param method name of the rpc
 * @param document the request as it is kept for ever: 1 to {@value #MAX_DOCUMENT_BYTES} bytes, nothing personal
 * @param command what it says
 */
public record OperatorRequest(ActionId id, String operator, String method, byte[] document, OperatorCommand command) {
    /** Longest document. */
    public static final int MAX_DOCUMENT_BYTES = 4_096;

    /** Name of the document, as the journal has it. */
    public DocumentId detail() {
        return new DocumentId(Digests.sha256(document));
    }
}
