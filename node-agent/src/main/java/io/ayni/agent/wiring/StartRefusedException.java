package io.ayni.agent.wiring;

/** The agent does not start like this; the message says what to do. */
public final class StartRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message for a person
     * @param cause or null
     */
    public StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
