package io.ayni.agent.benefit;

/** What the ledger answered to a wish. */
public sealed interface RedeemAnswer {
    /**
     * It was had, now or before under the same key.
     *
     * @param redemption as it stands
     */
    record Had(RedemptionStatus redemption) implements RedeemAnswer {}

    /**
     * Nothing was taken.
     *
     * @param reason the ledger's word in lower case, for example {@code insufficient_balance}
     */
    record Refused(String reason) implements RedeemAnswer {}

    /** The key belongs to another wish. */
    record KeyInUse() implements RedeemAnswer {}
}
