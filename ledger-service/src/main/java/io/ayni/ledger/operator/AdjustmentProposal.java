package io.ayni.ledger.operator;

import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.LedgerAccount;
import java.util.Optional;

/**
 * A correction that an operator proposed.
 *
 * <pre>
 * proposed ──another operator──► made
 *     └──────{@value #LIFE_MS} ms──────► expired
 * </pre>
 *
 * @param id action id of the proposal
 * @param account whose balance
 * @param microCredits above zero is given, below zero taken
 * @param reason for people
 * @param proposer who
 * @param proposedAtMs the ledger's time
 * @param approval who made it, if it is made
 */
public record AdjustmentProposal(
        ActionId id,
        LedgerAccount account,
        long microCredits,
        String reason,
        String proposer,
        long proposedAtMs,
        Optional<Approval> approval) {
    /** How long it can be approved: 7 days. */
    public static final long LIFE_MS = 7 * 24 * 3_600_000L;

    /**
     * The making of it.
     *
     * @param approver who
     * @param shard where the entry stands
     * @param number its number
     */
    public record Approval(String approver, int shard, long number) {}

    /** From then on nobody can approve it. */
    public long expiresAtMs() {
        return proposedAtMs + LIFE_MS;
    }
}
