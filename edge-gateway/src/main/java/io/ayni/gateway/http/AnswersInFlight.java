package io.ayni.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends answers that were made in memory, and bounds what all of them together take until the network has them: clients
 * that ask and do not read would fill the heap. At the bound the answer is 503. Safe for all threads.
 */
public final class AnswersInFlight {
    private static final String RETRY_AFTER_SECONDS = "1";

    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * @param maxBytes most bytes on their way; a single larger answer is never sent
     */
    public AnswersInFlight(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Ends the response with this body, or with 503. */
    public void send(HttpServerRequest request, String contentType, Buffer body) {
        if (bytes.addAndGet(body.length()) > maxBytes) {
            bytes.addAndGet(-body.length());
            request.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
            new Problem(503, "busy", "too many answers are on their way; try again").sendTo(request);
            return;
        }
        request.response()
                .putHeader("Content-Type", contentType)
                .putHeader("Cache-Control", "no-store")
                .end(body)
                .onComplete(sent -> bytes.addAndGet(-body.length()));
    }
}
