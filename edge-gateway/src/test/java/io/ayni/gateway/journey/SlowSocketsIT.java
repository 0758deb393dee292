package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.ayni.gateway.testing.RawHttp;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that send or take their bytes so slowly that they only hold a place lose it, and the others notice nothing. */
class SlowSocketsIT {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final GatewayProcess GATEWAY =
            new GatewayProcess().set("quarkus.http.idle-timeout", "1S").set("ayni.http.request-head-timeout", "1s");
    private static final Publisher PUBLISHER = new Publisher(GATEWAY);
    private static String path;

    @BeforeAll
    static void publish() throws Exception {
        GATEWAY.start();
        path = "/content/" + PUBLISHER.publish("large.bin", new byte[32 * MEBIBYTE]) + "/large.bin";
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @AfterEach
    void othersAreServed() throws Exception {
        assertThat(PUBLISHER.get(path, "Range", "bytes=0-0").body()).containsExactly(0);
        assertThat(GATEWAY.log()).doesNotContain("ERROR");
    }

    @Test
    void silentConnectionIsClosed() throws Exception {
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            assertThat(http.isClosedByServer()).isTrue();
        }
    }

    @Test
    void headThatTricklesInIsCutOff() throws Exception {
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            http.send("GET / HTTP/1.1\r\nX-Slow: ".getBytes());
            await().atMost(Duration.ofSeconds(20)).until(() -> isCutOffAtTheNextByte(http));
        }
    }

    @Test
    void unexpectedBodyThatTricklesInIsCutOff() throws Exception {
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            http.send("GET", "/name/absent", "Content-Length: 60000");
            assertThat(http.read(false).status()).isEqualTo(404);
            await().atMost(Duration.ofSeconds(20)).until(() -> isCutOffAtTheNextByte(http));
        }
    }

    /** Sends one byte more; whether the server has closed the connection. */
    private static boolean isCutOffAtTheNextByte(RawHttp http) {
        try {
            http.send(new byte[] {'x'});
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    @Test
    void readerWhoDoesNotReadIsCutOff() throws Exception {
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            // Given a client that asks for more than the sockets' buffers hold and takes only the head
            http.send("GET", path);
            assertThat(http.readHead().status()).isEqualTo(200);
            // When the server has waited long enough
            await().atMost(Duration.ofSeconds(20)).until(() -> GATEWAY.openConnections() == 0);
            // Then the rest never comes
            assertThat(http.readToEnd()).isLessThan(32L * MEBIBYTE);
        }
    }
}
