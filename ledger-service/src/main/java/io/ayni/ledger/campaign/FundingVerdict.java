package io.ayni.ledger.campaign;

import java.util.OptionalLong;

/** What can become of a funding, given those of its campaign that stand in the journal. */
public enum FundingVerdict {
    /** It is the next one. */
    NEXT,
    /** It was posted before, with the same amount. */
    REPEATED,
    /** Its number was used for another amount. */
    SEQUENCE_TAKEN,
    /** A higher number was used: fundings are numbered in ascending order. */
    SEQUENCE_BEHIND;

    /**
     * Judges.
     *
     * @param funding what is to be posted
     * @param amountOfSequence micro-credits posted under its number before, if any
     * @param lastSequence highest number used in the campaign, if any
     */
    public static FundingVerdict of(CampaignFunding funding, OptionalLong amountOfSequence, OptionalLong lastSequence) {
        if (amountOfSequence.isPresent()) {
            return amountOfSequence.getAsLong() == funding.microCredits() ? REPEATED : SEQUENCE_TAKEN;
        }
        return lastSequence.isPresent() && lastSequence.getAsLong() > funding.sequence() ? SEQUENCE_BEHIND : NEXT;
    }
}
