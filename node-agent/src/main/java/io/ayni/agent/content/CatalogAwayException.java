package io.ayni.agent.content;

/** The catalogue cannot be asked now; the same question may work later. */
public final class CatalogAwayException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message why, for a person */
    public CatalogAwayException(String message) {
        super(message);
    }
}
