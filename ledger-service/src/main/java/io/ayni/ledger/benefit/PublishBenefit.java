package io.ayni.ledger.benefit;

import io.ayni.contracts.journal.JournalNames;
import java.util.function.LongSupplier;

/** Publishes versions of benefits. Safe for all threads; a repeat changes nothing. */
public final class PublishBenefit {
    private final BenefitCatalogue catalogue;
    private final LongSupplier nowMs;

    /**
     * @param catalogue keeps them
     * @param nowMs the ledger's clock
     */
    public PublishBenefit(BenefitCatalogue catalogue, LongSupplier nowMs) {
        this.catalogue = catalogue;
        this.nowMs = nowMs;
    }

    /**
     * Publishes.
     *
     * @param operator who, as the journal will name it
     */
    public PublishVerdict publish(Benefit benefit, String operator) {
        if (!JournalNames.isOperator(operator)) {
            throw new IllegalArgumentException("an operator is named by 1 to 32 characters of [a-z0-9._-]");
        }
        return catalogue.publish(benefit, operator, nowMs.getAsLong());
    }
}
