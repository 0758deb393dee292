package io.ayni.ledger.operator;

/** Why something was not done, in order of precedence. */
public enum OperatorRefusal {
    /** The action id was used for something else. */
    ACTION_ID_TAKEN,
    /** There is no such proposal, case, benefit, redemption or link. */
    UNKNOWN,
    /** The number of a funding was used. */
    SEQUENCE_TAKEN,
    /** A higher number was used: fundings are numbered in ascending order. */
    SEQUENCE_BEHIND,
    /** The account is no owner's and no pool of this ledger. */
    NOT_ADJUSTABLE,
    /** The correction was made before. */
    ALREADY_MADE,
    /** The proposer is not the one who can approve. */
    SECOND_OPERATOR_NEEDED,
    /** The proposal is too old. */
    EXPIRED,
    /** No shard holds as much as is to be taken. */
    NOT_ENOUGH,
    /** The case is decided. */
    ALREADY_DECIDED,
    /** The account is under no quarantine. */
    NOT_QUARANTINED,
    /** The version of the benefit was published. */
    VERSION_TAKEN,
    /** A higher version of the benefit was published. */
    VERSION_BEHIND,
    /** The catalogue takes no further benefit. */
    CATALOGUE_FULL,
    /** The benefit is withdrawn. */
    ALREADY_WITHDRAWN,
    /** The benefit has its highest version. */
    NO_FURTHER_VERSION,
    /** The redemption has ended, or can only expire. */
    REDEMPTION_ENDED,
    /** The account is linked to another reference. */
    ALREADY_LINKED
}
