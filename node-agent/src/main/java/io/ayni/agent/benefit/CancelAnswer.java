package io.ayni.agent.benefit;

/** What the ledger says to calling a redemption off. */
public sealed interface CancelAnswer {
    /**
     * It is void, now or since before; the price is back in full.
     *
     * @param redemption as it stands
     */
    record Cancelled(RedemptionStatus redemption) implements CancelAnswer {}

    /** It is posted or expired and stays so. */
    record EndedOtherwise() implements CancelAnswer {}

    /** The owner has no such redemption. */
    record Unknown() implements CancelAnswer {}
}
