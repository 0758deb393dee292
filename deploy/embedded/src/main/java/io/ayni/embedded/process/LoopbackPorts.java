package io.ayni.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on 127.0.0.1.
 *
 * <p>Free ports are drawn below the range from which operating systems take the ports of outgoing connections, so that
 * a server that is down for a moment finds its port free again. Between the choice and the use another process may take
 * a port; the server then fails to start and says so.
 */
public final class LoopbackPorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 31_999;
    private static final int MOST_TRIES = 1_000;

    private LoopbackPorts() {}

    /**
     * A port on which nothing listens now, between 20000 and 31999.
     *
     * @throws IllegalStateException if 1,000 random ports are all taken
     */
    public static int free() {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + LOWEST + " and " + HIGHEST + " on 127.0.0.1");
    }

    /** Whether a server could listen on the port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * Refuses a port that is taken.
     *
     * @param purpose what the port is for, in the words of the message
     * @throws PortTakenException if something listens there
     */
    public static void requireFree(int port, String purpose) {
        if (!isFree(port)) {
            throw new PortTakenException(port, purpose);
        }
    }

    /** Whether a connection to the port is accepted now, within 500 ms. */
    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 500);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
