package io.ayni.launcher.http;

import java.net.URI;

/** A request that was not answered, or not with a status of 2xx. */
public final class HttpCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BODY_CHARS = 500;

    private final int status;

    HttpCallException(String method, URI url, int status, String body) {
        super(method + " " + url + " was answered " + status + ": "
                + body.substring(0, Math.min(body.length(), MAX_BODY_CHARS)));
        this.status = status;
    }

    HttpCallException(String method, URI url, Throwable cause) {
        super(method + " " + url + " was not answered: " + cause, cause);
        this.status = 0;
    }

    /** The status of the answer, 0 without one. */
    public int status() {
        return status;
    }
}
