package io.ayni.ledger.operator;

import io.ayni.contracts.journal.ActionId;
import java.util.Arrays;

/**
 * Something that an operator did. The array is shared, not copied; nobody writes into it.
 *
 * @param position place among all actions, ascending in time
 * @param id its idempotency key
 * @param operator who
 * @param method name of the rpc
 * @param document the request as it is kept
 * @param recordedAtMs the ledger's time
 * @param shard where the journal entry about it stands
 * @param number its number
 */
public record OperatorAction(
        long position,
        ActionId id,
        String operator,
        String method,
        byte[] document,
        long recordedAtMs,
        int shard,
        long number) {
    /** Whether it is what this request asks for. */
    public boolean answers(OperatorRequest request) {
        return id.equals(request.id())
                && operator.equals(request.operator())
                && method.equals(request.method())
                && Arrays.equals(document, request.document());
    }
}
