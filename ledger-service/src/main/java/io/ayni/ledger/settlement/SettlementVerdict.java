package io.ayni.ledger.settlement;

/** Outcome of deciding about some records of one shard. */
public sealed interface SettlementVerdict {
    /**
     * There is something to write.
     *
     * @param decision what
     */
    record Decided(Decision decision) implements SettlementVerdict {}

    /**
     * Every record lies before the shard's next offset: settled before.
     *
     * @param nextOffset the shard's next offset
     */
    record NothingNew(long nextOffset) implements SettlementVerdict {}

    /**
     * Records are missing between the shard's next offset and the first record. Nothing may be settled beyond a gap.
     *
     * @param expectedOffset the offset that should have come
     * @param foundOffset the offset that came
     */
    record Gap(long expectedOffset, long foundOffset) implements SettlementVerdict {}
}
