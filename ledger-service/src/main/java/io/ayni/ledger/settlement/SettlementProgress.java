package io.ayni.ledger.settlement;

/** Is told how settling goes, for logs, figures and health. Called on the settling thread; must not block or throw. */
public interface SettlementProgress {
    /** A transaction was written. */
    void settled(int shard, Decision decision, long elapsedMs);

    /** The store failed; the shard waits and tries again. */
    void waiting(int shard, int attempt, RuntimeException failure);

    /** Records are missing; the shard stands still until they come. */
    void gap(int shard, SettlementVerdict.Gap gap);

    /** The shard goes on after {@link #waiting} or {@link #gap}. */
    void goingOn(int shard);
}
