package io.ayni.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happens to a body that nobody wants. It is read and dropped up to a bound, so that the client sees the answer and
 * may reuse the connection; beyond the bound the connection (in HTTP/2: the stream) is closed.
 */
public final class UnreadBody {
    private static final long UNEXPECTED_BYTES = 64 * 1024;
    private static final long REFUSED_BYTES = 8 * 1024 * 1024;
    private static final long LINGER_MILLIS = 5_000;

    private UnreadBody() {}

    /** For a request that should have no body: up to 64 KiB are dropped. */
    public static void discard(HttpServerRequest request) {
        drop(request, UNEXPECTED_BYTES);
    }

    /** For a refused upload: up to 8 MiB are dropped for up to 5 s. */
    public static void linger(Vertx vertx, HttpServerRequest request) {
        drop(request, REFUSED_BYTES);
        if (!request.isEnded()) {
            long timer = vertx.setTimer(LINGER_MILLIS, id -> close(request));
            request.endHandler(end -> vertx.cancelTimer(timer));
        }
    }

    private static void drop(HttpServerRequest request, long maxBytes) {
        if (request.isEnded()) {
            return;
        }
        AtomicLong dropped = new AtomicLong();
        request.exceptionHandler(gone -> {}); // the client left before its body ended: nothing was wanted of it
        request.handler(bytes -> {
            if (dropped.addAndGet(bytes.length()) > maxBytes) {
                close(request);
            }
        });
        request.resume();
    }

    private static void close(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
