package io.ayni.contracts.transparency;

/** A text is no signed note, no checkpoint, or not signed by whom it should be. */
public final class InvalidNoteException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidNoteException(String message) {
        super(message, null, false, false);
    }
}
