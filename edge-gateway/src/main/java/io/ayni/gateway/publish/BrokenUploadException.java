package io.ayni.gateway.publish;

import java.io.IOException;

/** The body did not come to its announced end. */
public final class BrokenUploadException extends IOException {
    /** How it broke. */
    public enum Cause {
        /** Fewer or more bytes than announced, or the connection ended. */
        TRUNCATED,
        /** No bytes, or too few, for too long. */
        STALLED
    }

    private final Cause how;

    /** With the way it broke. */
    public BrokenUploadException(Cause how) {
        super("the body was " + how);
        this.how = how;
    }

    /** How it broke. */
    public Cause how() {
        return how;
    }
}
