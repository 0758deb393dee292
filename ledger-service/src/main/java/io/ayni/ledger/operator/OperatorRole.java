package io.ayni.ledger.operator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator may do. Each role includes those before it. */
public enum OperatorRole {
    /** May look. */
    OBSERVER,
    /** May act. */
    OPERATOR;

    /** Whether who has this role may do what needs that one. */
    public boolean includes(OperatorRole needed) {
        return compareTo(needed) >= 0;
    }

    static Optional<OperatorRole> ofWord(String word) {
        return Arrays.stream(values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
