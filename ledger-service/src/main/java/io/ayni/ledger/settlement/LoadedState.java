package io.ayni.ledger.settlement;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.journal.ShardHead;
import java.util.Map;
import java.util.Set;

/**
 * What a decision depends on, read after the shard was locked.
 *
 * @param head end of the shard
 * @param marks high-water marks of the grants that the records name; a grant without one is at 0
 * @param pools balances of the pools that may pay, micro-credits; a pool that is not there is at 0
 * @param capsUsed how far the caps are used that bind the records; one without a value is at 0
 * @param quarantined those of the paid accounts that are served by the edge only
 * @param decidedBatches those of the batches that have an ack already
 */
public record LoadedState(
        ShardHead head,
        Map<GrantId, Mark> marks,
        Map<LedgerAccount.Pool, Long> pools,
        Map<CapKey, Long> capsUsed,
        Set<AccountId> quarantined,
        Set<DocumentId> decidedBatches) {
    /** Copies the collections. */
    public LoadedState {
        marks = Map.copyOf(marks);
        pools = Map.copyOf(pools);
        capsUsed = Map.copyOf(capsUsed);
        quarantined = Set.copyOf(quarantined);
        decidedBatches = Set.copyOf(decidedBatches);
    }
}
