package io.ayni.ledger.redemption;

/** Why nothing was taken, in order of precedence: the first that applies is given. */
public enum RefusalReason {
    /** No benefit has this name. */
    UNKNOWN_BENEFIT,
    /** The benefit is offered no more. */
    RETIRED,
    /** The benefit is not offered yet. */
    NOT_YET,
    /** The time of the offer is over. */
    OVER,
    /** The version asked for is not the newest, so the price may be another. */
    VERSION_CHANGED,
    /** The account has {@value RedemptionRules#MAX_OPEN} rights and pending redemptions already. */
    TOO_MANY,
    /** The balance is below the price. */
    INSUFFICIENT_BALANCE
}
