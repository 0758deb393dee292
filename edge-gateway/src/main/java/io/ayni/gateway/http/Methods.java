package io.ayni.gateway.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** Which methods a route takes. */
public final class Methods {
    private Methods() {}

    /** Whether the request reads; otherwise it is answered with 405. */
    public static boolean requireRead(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
            return true;
        }
        refuse(request, "GET, HEAD");
        return false;
    }

    /** Whether the request is a PUT; otherwise it is answered with 405. */
    public static boolean requirePut(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.PUT)) {
            return true;
        }
        refuse(request, "PUT");
        return false;
    }

    private static void refuse(HttpServerRequest request, String allowed) {
        request.response().putHeader("Allow", allowed);
        new Problem(405, "method-not-allowed", "this resource takes " + allowed).sendTo(request);
    }
}
