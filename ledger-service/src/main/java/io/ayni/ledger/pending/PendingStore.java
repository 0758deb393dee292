package io.ayni.ledger.pending;

import io.ayni.contracts.crypto.KeyId;
import java.util.Set;

/** Port to the lots that have not ended. */
public interface PendingStore {
    /**
     * Locks a shard, loads the lots that are due for a look, decides and writes, all in one transaction.
     *
     * @param shard which
     * @param revoked keys whose lots are due whatever their time
     * @param nowMs the ledger's clock
     * @param limit lots at most
     * @return lots that were looked at; {@code limit} means that there may be more
     * @throws io.ayni.ledger.journal.StoreFailure when nothing is known to be written; trying again is safe
     */
    int look(int shard, Set<KeyId> revoked, long nowMs, int limit);
}
