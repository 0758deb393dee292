package io.ayni.ledger.cap;

import io.ayni.contracts.journal.EarningCap;

/** Port to the counters of the caps, as far as settling does not use them. */
public interface CapStore {
    /**
     * Removes counters of one cap that nothing is counted on any more.
     *
     * @param beforeDay days before this one, since the Unix epoch
     * @param limit counters at most
     * @return how many were removed; {@code limit} means that there may be more
     * @throws io.ayni.ledger.journal.StoreFailure when nothing is known to be removed; trying again is safe
     */
    int purge(EarningCap cap, long beforeDay, int limit);
}
