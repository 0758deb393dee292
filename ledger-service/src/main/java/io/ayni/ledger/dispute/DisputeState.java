package io.ayni.ledger.dispute;

/** Where a case stands. Names are stored; they are final. */
public enum DisputeState {
    /** Nobody decided it yet. */
    OPEN,
    /** The account was at fault. */
    UPHELD,
    /** It was not. */
    DISMISSED
}
