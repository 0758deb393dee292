package io.ayni.ledger.redemption;

/** What became of a wish. */
public sealed interface RedeemVerdict {
    /**
     * The redemption of this wish, as it stands.
     *
     * @param redemption now or before
     */
    record Accepted(Redemption redemption) implements RedeemVerdict {}

    /**
     * Nothing was taken.
     *
     * @param reason the first that applies
     */
    record Refused(RefusalReason reason) implements RedeemVerdict {}

    /** The key belongs to another wish. */
    record KeyInUse() implements RedeemVerdict {}
}
