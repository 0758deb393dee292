package io.ayni.gateway.serve.http;

import io.ayni.gateway.http.Problem;
import io.ayni.gateway.serve.EgressLimit;
import io.ayni.gateway.serve.FileRequest;
import io.ayni.gateway.serve.ServeDecision;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * Answers requests for a file: conditions, ranges, headers, bytes. On plain HTTP the kernel moves the bytes from the file
 * to the socket; with an egress limit they are read and paced.
 */
public final class FileSender {
    private static final Logger LOG = Logger.getLogger(FileSender.class);

    private final Vertx vertx;
    private final Optional<EgressLimit> limit;

    /** With the limit that all responses share, if there is one. */
    public FileSender(Vertx vertx, Optional<EgressLimit> limit) {
        this.vertx = vertx;
        this.limit = limit;
    }

    /**
     * Answers a GET or HEAD.
     *
     * @param sent told once after a 200 or 206 to a GET: its length, or 0 when it broke off, as the kernel does not say
     *     how far it came
     */
    void send(HttpServerRequest request, ServedFile served, LongConsumer sent) {
        boolean head = request.method().equals(HttpMethod.HEAD);
        HttpServerResponse response = request.response();
        response.putHeader("ETag", served.file().entityTag())
                .putHeader("Cache-Control", served.cacheControl())
                .putHeader("Accept-Ranges", "bytes");
        long length = served.file().lengthBytes();
        switch (ServeDecision.of(read(request.headers(), head), served.file().entityTag(), length)) {
            case ServeDecision.NotModified() -> response.setStatusCode(304).end();
            case ServeDecision.PreconditionFailed() -> refuse(request, 412, "precondition-failed", "If-Match");
            case ServeDecision.Unsatisfiable() -> {
                response.putHeader("Content-Range", "bytes */" + length);
                refuse(request, 416, "range-not-satisfiable", "Range");
            }
            case ServeDecision.Whole()
            when head -> {
                describe(response, served, length);
                response.end();
            }
            case ServeDecision.Whole() -> {
                describe(response, served, length);
                body(request, served, 0, length, sent);
            }
            case ServeDecision.Part part -> {
                response.setStatusCode(206)
                        .putHeader("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + length);
                describe(response, served, part.lengthBytes());
                body(request, served, part.first(), part.lengthBytes(), sent);
            }
        }
    }

    private static FileRequest read(MultiMap headers, boolean head) {
        return new FileRequest(
                head,
                joined(headers, "If-Match"),
                joined(headers, "If-None-Match"),
                joined(headers, "If-Range"),
                headers.getAll("Range"));
    }

    private static Optional<String> joined(MultiMap headers, String name) {
        List<String> values = headers.getAll(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    private static void refuse(HttpServerRequest request, int status, String reason, String header) {
        request.response().headers().remove("Content-Disposition");
        new Problem(status, reason, header + " does not fit this file").sendTo(request);
    }

    private static void describe(HttpServerResponse response, ServedFile served, long lengthBytes) {
        response.putHeader("Content-Type", served.contentType())
                .putHeader("Content-Length", Long.toString(lengthBytes));
    }

    private void body(HttpServerRequest request, ServedFile served, long first, long lengthBytes, LongConsumer sent) {
        HttpServerResponse response = request.response();
        Future<Void> done = limit.isPresent() && lengthBytes > 0
                ? new PacedBody(vertx, response, limit.get()).send(served.location(), first, lengthBytes)
                : response.sendFile(served.location().toString(), first, lengthBytes);
        done.onComplete(result -> {
            sent.accept(result.succeeded() ? lengthBytes : 0);
            if (result.failed()) {
                failed(request, served, result.cause());
            }
        });
    }

    private static void failed(HttpServerRequest request, ServedFile served, Throwable cause) {
        if (request.response().headWritten() || request.response().closed()) {
            LOG.debugf("Response broke off file=%s reason=\"%s\"", served.location(), cause.getMessage());
            return;
        }
        LOG.errorf(cause, "A published file cannot be read file=%s", served.location());
        request.response().headers().clear();
        Problem.internal().sendTo(request);
    }
}
