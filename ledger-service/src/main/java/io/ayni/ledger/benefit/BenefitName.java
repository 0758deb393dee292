package io.ayni.ledger.benefit;

import io.ayni.contracts.journal.JournalNames;

/**
 * Name of a benefit, the same over all its versions; stands in the journal.
 *
 * @param value 1 to 32 characters of {@code [a-z0-9-]}
 */
public record BenefitName(String value) {
    /** Checks the form. */
    public BenefitName {
        if (!JournalNames.isBenefit(value)) {
            throw new IllegalArgumentException("the name of a benefit is 1 to 32 characters of [a-z0-9-]");
        }
    }
}
