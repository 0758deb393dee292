package io.ayni.ledger.settlement;

import io.ayni.contracts.document.GrantId;
import io.ayni.ledger.journal.StoreFailure;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Port to where the ledger stands. An implementer guarantees: {@link #settle} runs the rule on a state that nobody else
 * changes meanwhile, and writes the whole decision together with the next offset, or nothing.
 */
public interface SettlementStore {
    /**
     * High-water marks as they stand now, without a lock.
     *
     * @throws StoreFailure when the store cannot be read
     */
    Map<GrantId, Mark> marks(Set<GrantId> grants);

    /**
     * Locks the shard, loads what is needed, applies the rule and writes its decision in one transaction. Answers the
     * rule's verdict; for anything but {@link SettlementVerdict.Decided} nothing is written.
     *
     * @throws StoreFailure when the outcome is not known to be written; trying again is safe, because the next offset was
     *     written with the effect
     */
    SettlementVerdict settle(StateNeeds needs, Function<LoadedState, SettlementVerdict> rule);

    /**
     * Offset of the next record of a shard.
     *
     * @throws StoreFailure when the store cannot be read, or has no such shard
     */
    long nextOffset(int shard);
}
