package io.ayni.ledger.simulation;

import java.util.HashMap;
import java.util.Map;

/** Row locks: each is held by one strand until its transaction ends. */
final class Locks {
    private final Map<Object, Strand> holders = new HashMap<>();

    /** Takes a lock if it is free or held by the same strand. */
    boolean tryLock(Object row, Strand strand) {
        return holders.putIfAbsent(row, strand) == null || holders.get(row) == strand;
    }

    /** Lets go of everything that a strand holds. */
    void releaseAll(Strand strand) {
        holders.values().removeIf(holder -> holder == strand);
    }
}
