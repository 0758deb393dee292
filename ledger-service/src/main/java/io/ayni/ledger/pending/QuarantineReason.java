package io.ayni.ledger.pending;

/** Why an account is served by the edge only. Names are stored and published; they are final. */
public enum QuarantineReason {
    /** Downloaders reported less than they had signed for. */
    REPORT_MISMATCH,
    /** Pieces from its nodes failed their hash again and again. */
    POLLUTION,
    /** Earnings come from too few, always the same, counterparts. */
    COLLUSION,
    /** An operator's check did not get what its receipt says. */
    FAILED_AUDIT,
    /** An operator decided so; the record of the deed says why. */
    OPERATOR_DECISION
}
