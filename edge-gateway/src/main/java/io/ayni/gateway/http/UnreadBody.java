package io.ayni.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * What happens to a body that nobody wants. It is read and dropped up to a bound and for up to 5 s, so that the client sees
 * the answer and may reuse the connection; beyond that the connection (in HTTP/2: the stream) is closed.
 */
public final class UnreadBody {
    private static final long UNEXPECTED_BYTES = 64 * 1024;
    private static final long REFUSED_BYTES = 8 * 1024 * 1024;
    private static final long LINGER_MILLIS = 5_000;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final long maxBytes;
    private long dropped;
    private long timer = -1;

    private UnreadBody(Vertx vertx, HttpServerRequest request, long maxBytes) {
        this.vertx = vertx;
        this.request = request;
        this.maxBytes = maxBytes;
    }

    /** For a request that should have no body: up to 64 KiB are dropped. */
    public static void discard(Vertx vertx, HttpServerRequest request) {
        new UnreadBody(vertx, request, UNEXPECTED_BYTES).drop();
    }

    /** For a refused upload: up to 8 MiB are dropped. */
    public static void linger(Vertx vertx, HttpServerRequest request) {
        UnreadBody body = new UnreadBody(vertx, request, REFUSED_BYTES);
        body.drop();
        body.startTime();
    }

    private void drop() {
        if (request.isEnded()) {
            return;
        }
        request.exceptionHandler(gone -> stopTime()); // the client left before its body ended: nothing was wanted of it
        request.endHandler(end -> stopTime());
        request.handler(bytes -> {
            startTime();
            dropped += bytes.length();
            if (dropped > maxBytes) {
                close(request);
            }
        });
        request.resume();
    }

    private void startTime() {
        if (timer < 0 && !request.isEnded()) {
            timer = vertx.setTimer(LINGER_MILLIS, id -> close(request));
        }
    }

    private void stopTime() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
    }

    private static void close(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
