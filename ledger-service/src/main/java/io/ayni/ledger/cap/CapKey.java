package io.ayni.ledger.cap;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.journal.EarningCap;

/**
 * One counter of a cap. Keys have one order, in which counters are locked.
 *
 * @param cap which cap
 * @param subject digest of whom it binds: a name without a reader
 * @param day days since the Unix epoch, of the grant's issue
 */
public record CapKey(EarningCap cap, DocumentId subject, long day) implements Comparable<CapKey> {
    @Override
    public int compareTo(CapKey other) {
        int byCap = cap.compareTo(other.cap);
        int byDay = byCap != 0 ? byCap : Long.compare(day, other.day);
        return byDay != 0 ? byDay : subject.compareTo(other.subject);
    }
}
