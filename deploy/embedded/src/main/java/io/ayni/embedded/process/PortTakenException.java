package io.ayni.embedded.process;

/** A fixed port is in use by another process. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int port;

    /** Names the port and the purpose it was wanted for, such as {@code "PostgreSQL"}. */
    public PortTakenException(int port, String purpose) {
        super("Port " + port + " on 127.0.0.1, wanted for " + purpose + ", is taken by another process.");
        this.port = port;
    }

    /** The port that could not be had. */
    public int port() {
        return port;
    }
}
