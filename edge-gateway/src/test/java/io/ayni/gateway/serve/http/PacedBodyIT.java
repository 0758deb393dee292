package io.ayni.gateway.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.gateway.serve.EgressLimit;
import io.ayni.gateway.testing.RawHttp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A paced body of very many slices, on a server of its own. */
class PacedBodyIT {
    private static final long LENGTH = 384L * 1024 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Void> sent = new CompletableFuture<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void bodyOfThousandsOfSlicesComesToItsEnd() throws Exception {
        // Given
        int port = serve(sparseFile());
        // When
        try (RawHttp http = RawHttp.connect(port)) {
            http.send("GET", "/", "Connection: close").readHead();
            // Then
            assertThat(http.readToEnd()).isEqualTo(LENGTH);
        }
        assertThat(sent.get(20, TimeUnit.SECONDS)).isNull();
    }

    private Path sparseFile() throws Exception {
        Path file = directory.resolve("sparse");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(LENGTH);
        }
        return file;
    }

    private int serve(Path file) throws Exception {
        EgressLimit limit = new EgressLimit(Long.MAX_VALUE / 2, System.nanoTime());
        Future<HttpServer> server = vertx.createHttpServer()
                .requestHandler(request -> send(request, file, limit))
                .listen(0, "127.0.0.1");
        return server.toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private void send(HttpServerRequest request, Path file, EgressLimit limit) {
        request.response().putHeader("Content-Length", Long.toString(LENGTH));
        new PacedBody(vertx, request.response(), limit)
                .send(file, 0, LENGTH)
                .onSuccess(sent::complete)
                .onFailure(sent::completeExceptionally);
    }
}
