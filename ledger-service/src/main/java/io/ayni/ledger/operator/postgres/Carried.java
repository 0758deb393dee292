package io.ayni.ledger.operator.postgres;

import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.operator.OperatorRefusal;

/** What a command came to inside its transaction. */
sealed interface Carried {
    /**
     * Its effect is written.
     *
     * @param entry the journal's entry about it
     */
    record Out(AppendedEntry entry) implements Carried {}

    /**
     * Nothing is written.
     *
     * @param reason why
     */
    record Not(OperatorRefusal reason) implements Carried {}
}
