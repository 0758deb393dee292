package io.ayni.ledger.journal;

/** The store did not do what it was asked, or may have done it without saying so. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Where the reason lies. */
    public enum Reason {
        /** In the store or on the way to it: the same request may succeed later. */
        UNAVAILABLE,
        /** In the request: a constraint refuses it, and it will refuse it again. */
        REFUSED
    }

    private final Reason reason;

    /**
     * @param reason where the reason lies
     * @param message what failed, without any data
     * @param cause what the store's driver said
     */
    public StoreFailure(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Where the reason lies. */
    public Reason reason() {
        return reason;
    }
}
