package io.ayni.agent.wiring;

import io.ayni.agent.config.HostPort;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** The address that peers are told to dial. */
final class ListenAddress {
    private ListenAddress() {}

    /**
     * The engine's address; when it listens on all interfaces, the local address that leads towards the tracker.
     *
     * @return empty text when that cannot be found: the node then dials only
     */
    static String advertised(InetSocketAddress listening, HostPort tracker) {
        if (!listening.getAddress().isAnyLocalAddress()) {
            return HostPort.of(listening).toString();
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(tracker.host(), tracker.port())); // chooses a route, sends nothing
            String local = socket.getLocalAddress().getHostAddress();
            return socket.getLocalAddress().isAnyLocalAddress()
                    ? ""
                    : new HostPort(local, listening.getPort()).toString();
        } catch (SocketException | IllegalArgumentException | java.io.UncheckedIOException e) {
            return ""; // no route or no name: nobody could dial anyway
        }
    }
}
