package io.ayni.contracts.journal;

import java.util.Optional;

/** What an operator can do that moves no money and still stands in the journal for everybody to see. */
public enum OperatorDeed {
    /** An account was put under quarantine. */
    QUARANTINE_SET(1),
    /** A quarantine was lifted. */
    QUARANTINE_LIFTED(2),
    /** A version of a benefit was published. */
    BENEFIT_PUBLISHED(3),
    /** A case was upheld. */
    CASE_UPHELD(4),
    /** A case was dismissed. */
    CASE_DISMISSED(5),
    /** An adjustment was proposed; it takes a second operator to make it. */
    ADJUSTMENT_PROPOSED(6),
    /** The link between an account and a person was erased. */
    ACCOUNT_ERASED(7),
    /** The link between an account and a person was made. */
    ACCOUNT_LINKED(8),
    /** A redemption was confirmed; the entries of the redemption move the money. */
    REDEMPTION_CONFIRMED(9),
    /** A redemption was called off; the entries of the redemption move the money. */
    REDEMPTION_VOIDED(10);

    private final int code;

    OperatorDeed(int code) {
        this.code = code;
    }

    /** The byte in an entry. */
    public int code() {
        return code;
    }

    static Optional<OperatorDeed> ofCode(int code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
