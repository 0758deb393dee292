package io.ayni.agent.http;

/** A request that is answered with an error; thrown inside this package only, before anything was sent. */
final class HttpRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    HttpRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    /** Stable word for programs. */
    String code() {
        return code;
    }

    static HttpRefusal notFound(String message) {
        return new HttpRefusal(404, "not_found", message);
    }

    static HttpRefusal malformed(String message) {
        return new HttpRefusal(400, "malformed", message);
    }

    static HttpRefusal refusedByOwner() {
        return new HttpRefusal(409, "refused_by_owner", "the owner of this agent refused this item");
    }

    static HttpRefusal unavailable(String message) {
        return new HttpRefusal(503, "unavailable", message);
    }
}
