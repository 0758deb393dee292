package io.ayni.ledger.dispute;

import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import java.util.Optional;

/**
 * A case.
 *
 * @param id which
 * @param reason its code
 * @param account against whom
 * @param grant about which exchange
 * @param openedAtMs the ledger's time
 * @param evidence the numbers that contradict each other and the ids of their documents, JSON
 * @param state where it stands
 * @param decision who decided it, if it is decided
 */
public record Dispute(
        DisputeId id,
        String reason,
        AccountId account,
        GrantId grant,
        long openedAtMs,
        String evidence,
        DisputeState state,
        Optional<Decision> decision) {
    /**
     * The end of a case.
     *
     * @param operator who decided
     * @param atMs when, the ledger's time
     * @param note for people
     */
    public record Decision(String operator, long atMs, String note) {}

    /** Its place among the cases of its state. */
    public DisputePosition position() {
        return new DisputePosition(openedAtMs, id);
    }
}
