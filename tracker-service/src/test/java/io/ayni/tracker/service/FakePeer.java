package io.ayni.tracker.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Listens on loopback and opens every connection as an HTTP/2 server would: with an empty SETTINGS frame. */
final class FakePeer implements AutoCloseable {
    private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    private final ServerSocket socket;

    FakePeer() throws IOException {
        socket = new ServerSocket(0, 16, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Thread.ofVirtual().start(this::answer);
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void answer() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.getOutputStream().write(SETTINGS);
                connection.getInputStream().readNBytes(SETTINGS.length);
            } catch (IOException e) {
                // closed by the test or by the tracker: either is the end of this connection
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
