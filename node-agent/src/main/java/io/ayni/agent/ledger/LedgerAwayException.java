package io.ayni.agent.ledger;

/** The ledger cannot be asked now; the same request may work later. */
public final class LedgerAwayException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message why, for a person */
    public LedgerAwayException(String message) {
        super(message);
    }
}
