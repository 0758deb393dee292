package io.ayni.ledger.cap;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.journal.EarningCap;
import java.util.Comparator;

/**
 * One counter of a cap. Keys have one order, in which counters are locked.
 *
 * @param cap which cap
 * @param subject digest of whom it binds: a name without a reader
 * @param day days since the Unix epoch, of the grant's issue
 */
public record CapKey(EarningCap cap, DocumentId subject, long day) implements Comparable<CapKey> {
    private static final Comparator<CapKey> ORDER =
            Comparator.comparing(CapKey::cap).thenComparingLong(CapKey::day).thenComparing(CapKey::subject);

    @Override
    public int compareTo(CapKey other) {
        return ORDER.compare(this, other);
    }
}
