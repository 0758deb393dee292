package io.ayni.ledger.dispute;

/** What becomes of a case. */
public enum Ruling {
    /** The account was at fault: what it has pending is void. */
    UPHELD,
    /** The same, and the account is put under quarantine. */
    UPHELD_WITH_QUARANTINE,
    /** The account was not at fault. */
    DISMISSED;

    /** The state of a case that was decided so. */
    public DisputeState state() {
        return this == DISMISSED ? DisputeState.DISMISSED : DisputeState.UPHELD;
    }
}
