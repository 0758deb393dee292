package io.ayni.launcher;

/** Something that the person at the terminal can put right; the message says what and how, and is shown alone. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A message of one or more full sentences. */
    public UserError(String message) {
        super(message);
    }

    /** The same with its technical cause. */
    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
