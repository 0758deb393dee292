package io.ayni.ledger.benefit;

/** What became of a version that was to be published. */
public sealed interface PublishVerdict {
    /** It is the newest now, and the journal says so. */
    record Published() implements PublishVerdict {}

    /** It was published before, word for word. */
    record SameAsBefore() implements PublishVerdict {}

    /**
     * It was not taken.
     *
     * @param reason the first that applies
     */
    record Refused(Reason reason) implements PublishVerdict {}

    /** Reasons in order of precedence. */
    enum Reason {
        /** The version is there and says something else. */
        VERSION_TAKEN,
        /** A newer version is there. */
        VERSION_BEHIND,
        /** The catalogue has {@value BenefitCatalogue#MAX_BENEFITS} benefits. */
        CATALOGUE_FULL
    }
}
