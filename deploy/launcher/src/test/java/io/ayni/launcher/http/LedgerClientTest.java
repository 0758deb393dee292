package io.ayni.launcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerClientTest {
    @TempDir
    Path directory;

    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/journal/export", exchange -> {
            boolean allowed =
                    "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (allowed ? "short\n" : "no\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(allowed ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void exportReplacesALongerOneThatWasThere() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("journal.export"), "a longer export of an earlier run\n");

        // When
        new LedgerClient(base, "secret").export(file);

        // Then
        assertThat(file).hasContent("short\n");
    }

    @Test
    void refusedExportIsAFailureThatNamesTheStatus() {
        assertThatThrownBy(() -> new LedgerClient(base, "wrong").export(directory.resolve("journal.export")))
                .isInstanceOf(HttpCallException.class)
                .hasMessageStartingWith("GET " + base + "/journal/export was answered 401");
    }
}
