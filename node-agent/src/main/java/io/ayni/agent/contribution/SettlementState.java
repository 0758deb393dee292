package io.ayni.agent.contribution;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import java.util.List;
import java.util.Map;

/**
 * What the acks so far add up to, and where the chain of batches stands. Immutable.
 *
 * @param lastSequence number of the newest batch; 0 before the first
 * @param lastBatch its id; zero before the first
 * @param settledBytes bytes settled in all
 * @param earnedMicroCredits micro-credits earned in all
 * @param marks settled bytes of each grant that can still be settled further
 * @param decided newest decided batches, at most {@value #MAX_DECIDED}: their acks are counted
 */
public record SettlementState(
        long lastSequence,
        DocumentId lastBatch,
        long settledBytes,
        long earnedMicroCredits,
        Map<GrantId, Mark> marks,
        List<DocumentId> decided) {
    /** How many decided batches are remembered: several times as many as can be undecided. */
    public static final int MAX_DECIDED = 64;

    /** Before the first batch. */
    public static final SettlementState EMPTY =
            new SettlementState(0, new DocumentId(new byte[DocumentId.WIDTH]), 0, 0, Map.of(), List.of());

    /**
     * How far a grant is settled.
     *
     * @param settledBytes high-water mark
     * @param settleByMs when the mark may be forgotten
     */
    public record Mark(long settledBytes, long settleByMs) {}

    /** Copies the collections. */
    public SettlementState {
        marks = Map.copyOf(marks);
        decided = List.copyOf(decided);
    }

    /** The state after one more batch was composed. */
    public SettlementState withLast(SignedBatch batch) {
        return new SettlementState(
                batch.batch().sequence(), batch.id(), settledBytes, earnedMicroCredits, marks, decided);
    }
}
