package io.ayni.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * A refused request as its answer: a JSON problem (RFC 9457) with a constant reason for programs and a sentence for
 * people. The one place where refusals become status codes is the list of factory methods here and in the routes.
 *
 * @param status HTTP status
 * @param reason constant word
 * @param detail what is wrong or what to do
 */
public record Problem(int status, String reason, String detail) {
    /** The path or the query is not one that is understood. */
    public static Problem badRequest(String reason, String detail) {
        return new Problem(400, reason, detail);
    }

    /** There is no such thing. */
    public static Problem notFound(String detail) {
        return new Problem(404, "not-found", detail);
    }

    /** The operation broke; details are in the log. */
    public static Problem internal() {
        return new Problem(500, "internal", "the gateway could not do this; its log says why");
    }

    /** Sends the problem; does nothing if an answer has begun or the client is gone. */
    public void sendTo(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed() || response.ended()) {
            return;
        }
        JsonObject body = new JsonObject()
                .put("title", title())
                .put("status", status)
                .put("reason", reason)
                .put("detail", detail);
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }

    private String title() {
        return io.netty.handler.codec.http.HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
