package io.ayni.gateway.publish.http;

import io.ayni.gateway.http.Methods;
import io.ayni.gateway.http.Problem;
import io.ayni.gateway.http.UnreadBody;
import io.ayni.gateway.publish.PublishContent;
import io.ayni.gateway.publish.PublisherToken;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * {@code PUT /api/content/{name}}: publishes the body. The token is looked at before anything else, the head before the
 * body. Uploads run on a worker pool without a queue: when all workers are taken the answer is 503.
 */
public final class PublishRoute {
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Vertx vertx;
    private final PublisherToken token;
    private final PublishContent publishContent;
    private final PublishResponses responses;
    private final ExecutorService workers;
    private final Limits limits;

    /**
     * Bounds of an upload.
     *
     * @param maxItemBytes largest item
     * @param stallTimeout longest wait for bytes
     */
    public record Limits(long maxItemBytes, Duration stallTimeout) {}

    /**
     * @param workers runs one upload per thread and rejects when all are taken
     */
    public PublishRoute(
            Vertx vertx,
            PublisherToken token,
            PublishContent publishContent,
            PublishResponses responses,
            ExecutorService workers,
            Limits limits) {
        this.vertx = vertx;
        this.token = token;
        this.publishContent = publishContent;
        this.responses = responses;
        this.workers = workers;
        this.limits = limits;
    }

    /**
     * Answers the request.
     *
     * @param name the last segment of the path, decoded
     */
    public void handle(HttpServerRequest request, String name) {
        if (!Methods.requirePut(request)) {
            UnreadBody.linger(vertx, request);
        } else if (!token.isShownIn(request.headers().getAll("Authorization"))) {
            request.response().putHeader("WWW-Authenticate", "Bearer realm=\"ayni publisher\"");
            refuse(request, new Problem(401, "unauthenticated", "show the publisher's token"));
        } else {
            switch (PublishRequest.read(name, request.headers(), limits.maxItemBytes())) {
                case PublishRequest.Reading.Refused(Problem problem) -> refuse(request, problem);
                case PublishRequest.Reading.Accepted(PublishRequest head) -> accept(request, head);
            }
        }
    }

    private void refuse(HttpServerRequest request, Problem problem) {
        problem.sendTo(request);
        UnreadBody.linger(vertx, request);
    }

    private void accept(HttpServerRequest request, PublishRequest head) {
        Context context = vertx.getOrCreateContext();
        InputStream body = new RequestBodyStream(request, context, head.announcedBytes(), limits.stallTimeout());
        try {
            workers.execute(() -> publish(request, context, head, body));
        } catch (RejectedExecutionException e) {
            request.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
            refuse(request, new Problem(503, "busy", "too many uploads at once; try again"));
            return;
        }
        if (head.wantsContinue()) {
            request.response().writeContinue();
        }
    }

    private void publish(HttpServerRequest request, Context context, PublishRequest head, InputStream body) {
        PublishResponses.Answer answer =
                responses.toUpload(() -> publishContent.publish(head.name(), head.form(), body), head.name());
        context.runOnContext(go -> {
            answer.sendTo(request);
            UnreadBody.linger(vertx, request);
        });
    }
}
