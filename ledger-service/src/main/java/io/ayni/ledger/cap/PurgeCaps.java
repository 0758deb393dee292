package io.ayni.ledger.cap;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.journal.EarningCap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Removes the counters of days that are over for good: a grant of such a day cannot be handed in any more, and what was
 * handed in was decided at the latest {@value #DECIDED_WITHIN_DAYS} days later, or its records waited longer than the
 * settlement log is meant to keep them. May run in many processes.
 */
public final class PurgeCaps {
    /** Counters that one transaction removes. */
    public static final int COUNTERS_PER_TRANSACTION = 1_000;

    /** A record waits no longer for its decision, whatever happens to the ledger. */
    public static final long DECIDED_WITHIN_DAYS = 7;

    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    private final CapStore store;
    private final LongSupplier nowMs;

    /**
     * @param store where the counters are
     * @param nowMs the ledger's clock
     */
    public PurgeCaps(CapStore store, LongSupplier nowMs) {
        this.store = store;
        this.nowMs = nowMs;
    }

    /** Removes until none is left of those days. */
    public void run() {
        long firstKept = firstKeptDay(nowMs.getAsLong());
        for (EarningCap cap : EarningCap.values()) {
            int removed;
            do {
                removed = store.purge(cap, firstKept, COUNTERS_PER_TRANSACTION);
            } while (removed == COUNTERS_PER_TRANSACTION);
        }
    }

    /** The first day whose grants may still be decided: a grant of a day's last moment is handed in until settle_by. */
    static long firstKeptDay(long nowMs) {
        return Math.max(0, Math.floorDiv(nowMs - Grant.MAX_SETTLE_MS, DAY_MS) - DECIDED_WITHIN_DAYS);
    }
}
