package io.ayni.tracker.reachability.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.tracker.node.PeerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketDialBackIT {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final byte[] SETTINGS = {0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 64};

    private final SocketDialBack dialBack = new SocketDialBack(Duration.ofMillis(700));

    @AfterEach
    void close() {
        dialBack.close();
    }

    @Test
    void serverThatOpensWithSettingsIsAPeer() throws Exception {
        assertThat(answered(SETTINGS)).isTrue();
    }

    @Test
    void othersAreNot() throws Exception {
        assertThat(answered("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes())).isFalse();
        assertThat(answered(new byte[] {0, 0, 0, 6, 0, 0, 0, 0, 0}))
                .as("another frame")
                .isFalse();
        assertThat(answered(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 1}))
                .as("on a stream")
                .isFalse();
        assertThat(answered(new byte[] {0, 0, 0, 4}))
                .as("half a header, then silence")
                .isFalse();
        assertThat(answered(new byte[0])).as("silence").isFalse();
    }

    @Test
    void closedPortIsNot() throws Exception {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, LOOPBACK)) {
            port = once.getLocalPort();
        }
        assertThat(test(port)).isFalse();
    }

    private boolean answered(byte[] opening) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            Thread.ofVirtual().start(() -> answer(server, opening));
            return test(server.getLocalPort());
        }
    }

    private static void answer(ServerSocket server, byte[] opening) {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write(opening);
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            // the test is over
        }
    }

    private boolean test(int port) throws Exception {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        dialBack.test(new PeerAddress(LOOPBACK, port), result::complete);
        return result.get(5, TimeUnit.SECONDS);
    }
}
