package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.ayni.gateway.testing.RawHttp;
import io.ayni.gateway.testing.RawHttp2;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that ask for more than they take: each is cut off, the small heap holds, and the others are served. */
class FloodIT {
    private static final int MAX_CONNECTIONS = 40;
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final String HEAP = "64m";
    private static final GatewayProcess GATEWAY = new GatewayProcess()
            .heap(HEAP)
            .set("quarkus.http.limits.max-connections", Integer.toString(MAX_CONNECTIONS));
    private static final Publisher PUBLISHER = new Publisher(GATEWAY);
    private static String path;

    @BeforeAll
    static void publish() throws Exception {
        GATEWAY.start();
        for (int i = 0; i < 20; i++) {
            PUBLISHER.publish("item-" + i, new byte[] {(byte) i});
        }
        path = "/content/" + PUBLISHER.publish("large.bin", new byte[32 * 1024 * 1024]) + "/large.bin";
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @AfterEach
    void othersAreServed() throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> GATEWAY.openConnections() <= 1);
        assertThat(PUBLISHER.get(path, "Range", "bytes=0-0").body()).containsExactly(0);
        assertThat(GATEWAY.process().isAlive()).isTrue();
        assertThat(GATEWAY.log()).doesNotContain("ERROR");
    }

    @Test
    void clientsThatAskOnAndOnWithoutReadingAreCutOff() throws Exception {
        byte[] requests =
                "GET /api/content HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000).getBytes();
        assertAllAreCutOff("", requests);
    }

    @Test
    void requestsWithoutEndBehindADownloadAreCutOff() throws Exception {
        byte[] requests =
                "GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000).getBytes();
        assertAllAreCutOff("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n", requests);
    }

    /** Sends from as many clients as may come until the server takes no more of any. */
    private static void assertAllAreCutOff(String first, byte[] requests) throws IOException {
        List<RawHttp> clients = new ArrayList<>();
        try {
            for (int i = 0; i < MAX_CONNECTIONS / 2; i++) {
                clients.add(RawHttp.connect(GATEWAY.port()).send(first.getBytes()));
            }
            for (RawHttp client : clients) {
                assertThatThrownBy(() -> sendForEver(client, requests)).isInstanceOf(IOException.class);
            }
        } finally {
            for (RawHttp client : clients) {
                client.close();
            }
        }
    }

    private static void sendForEver(RawHttp client, byte[] requests) throws IOException {
        while (true) {
            client.send(requests);
        }
    }

    @Test
    void pipelinedRequestsOfAClientThatReadsAreAnsweredInTurn() throws Exception {
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            http.send("GET /api/content HTTP/1.1\r\nHost: a\r\n\r\n".repeat(32).getBytes());
            for (int i = 0; i < 32; i++) {
                assertThat(http.read(false).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void requestsTakenBackWithoutEndEndTheConnection() throws Exception {
        try (RawHttp2 http = RawHttp2.connect(GATEWAY.port())) {
            // When
            for (int stream = 1; stream < 1_000; stream += 2) {
                http.get(stream, "/api/content");
                http.reset(stream);
            }
            // Then
            byte[] goodbye = http.await(RawHttp2.GOAWAY).payload();
            assertThat(ByteBuffer.wrap(goodbye).getInt(4)).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    @Test
    void connectionsBeyondTheBoundAreClosedUntilOneIsFree() throws Exception {
        List<RawHttp> clients = new ArrayList<>();
        try {
            // Given all places taken
            while (clients.size() <= MAX_CONNECTIONS && isServed(RawHttp.connect(GATEWAY.port()), clients)) {
                continue;
            }
            // Then one at most was taken before
            assertThat(clients.size()).isBetween(MAX_CONNECTIONS - 1, MAX_CONNECTIONS);
            // When, Then
            clients.removeFirst().close();
            await().until(() -> isServed(RawHttp.connect(GATEWAY.port()), clients));
        } finally {
            for (RawHttp client : clients) {
                client.close();
            }
        }
    }

    /** Sends a request and keeps the connection if it is answered. */
    private static boolean isServed(RawHttp client, List<RawHttp> served) throws IOException {
        try {
            client.send("GET", "/name/absent").read(false);
            return served.add(client);
        } catch (IOException refused) {
            client.close();
            return false;
        }
    }
}
