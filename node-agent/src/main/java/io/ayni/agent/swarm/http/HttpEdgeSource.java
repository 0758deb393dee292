package io.ayni.agent.swarm.http;

import io.ayni.agent.swarm.engine.EdgeSource;
import io.ayni.contracts.content.ContentId;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Fetches ranges from edge gateways: {@code GET {edge}/content/{id}/{path}}, one range a request, HTTP/1.1, no redirects.
 * An answer that is not exactly the range asked for fails. The client and its thread come into being with the first
 * request.
 */
public final class HttpEdgeSource implements EdgeSource {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int PARTIAL_CONTENT = 206;

    private HttpClient client;
    private boolean closed;

    @Override
    public CompletableFuture<byte[]> fetch(
            URI edge, ContentId contentId, List<String> path, long offset, int lengthBytes, Duration timeout) {
        HttpRequest request;
        try {
            URI target = URI.create(edge + "/content/" + contentId.hex() + "/" + encoded(path));
            request = HttpRequest.newBuilder(target)
                    .header("Range", "bytes=" + offset + "-" + (offset + lengthBytes - 1))
                    .timeout(timeout)
                    .build();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        String range = "bytes " + offset + "-" + (offset + lengthBytes - 1) + "/";
        CompletableFuture<HttpResponse<byte[]>> sent =
                client().sendAsync(request, answer -> subscriber(answer, range, lengthBytes));
        CompletableFuture<byte[]> body = sent.thenApply(HttpResponse::body);
        body.whenComplete((bytes, failure) -> {
            if (body.isCancelled()) {
                sent.cancel(true);
            }
        });
        return body;
    }

    private static HttpResponse.BodySubscriber<byte[]> subscriber(
            HttpResponse.ResponseInfo answer, String range, int lengthBytes) {
        boolean partial = answer.statusCode() == PARTIAL_CONTENT
                && answer.headers().firstValue("Content-Range").orElse("").startsWith(range);
        return partial
                ? new ExactBody(lengthBytes)
                : ExactBody.refused("the edge answered " + answer.statusCode() + " instead of the range");
    }

    private static String encoded(List<String> path) {
        return path.stream()
                .map(component ->
                        URLEncoder.encode(component, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private synchronized HttpClient client() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .executor(Runnable::run)
                    .build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.shutdownNow();
        }
    }
}
