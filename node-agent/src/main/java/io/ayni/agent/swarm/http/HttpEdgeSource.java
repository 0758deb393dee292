package io.ayni.agent.swarm.http;

import io.ayni.agent.swarm.engine.EdgeSource;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.transport.ClearText;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fetches ranges from edge gateways: {@code GET {edge}/content/{id}/{path}}, one range a request, HTTP/1.1, no redirects.
 * An answer that is not exactly the range asked for fails. The client and its thread come into being with the first
 * request, one for addresses in clear text and one for encrypted ones.
 */
public final class HttpEdgeSource implements EdgeSource {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int PARTIAL_CONTENT = 206;

    private HttpClient clear;
    private HttpClient encrypted;
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
                client(edge).sendAsync(request, answer -> subscriber(answer, range, lengthBytes));
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

    private synchronized HttpClient client(URI edge) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if ("https".equalsIgnoreCase(edge.getScheme())) {
            encrypted = encrypted == null ? builder().build() : encrypted;
            return encrypted;
        }
        clear = clear == null ? builder().sslContext(ClearText.context()).build() : clear;
        return clear;
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(Runnable::run);
    }

    @Override
    public synchronized void close() {
        closed = true;
        Stream.of(clear, encrypted).filter(Objects::nonNull).forEach(HttpClient::shutdownNow);
    }
}
