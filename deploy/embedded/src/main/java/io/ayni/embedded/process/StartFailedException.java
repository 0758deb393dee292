package io.ayni.embedded.process;

/** A process did not become usable; the message says which, why, and shows the end of its log. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with a message for the reader of a terminal. */
    public StartFailedException(String message) {
        super(message);
    }

    /** A failure with its technical cause. */
    public StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
