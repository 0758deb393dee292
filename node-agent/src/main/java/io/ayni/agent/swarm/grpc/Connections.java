package io.ayni.agent.swarm.grpc;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that peers opened: {@value #MAX_CONNECTIONS} at most, {@value #MAX_PER_ADDRESS} of one remote address;
 * further ones are closed as they come. The loopback address is not counted by address: behind it are several nodes of one
 * machine. Safe for all threads.
 */
final class Connections {
    static final int MAX_CONNECTIONS = 128;
    static final int MAX_PER_ADDRESS = 4;

    private final Map<SocketAddress, Channel> open = new ConcurrentHashMap<>();

    /** A listening socket whose connections are counted here. */
    NioServerSocketChannel listener() {
        return new CountedListener();
    }

    /** Takes the connection in; false when there is no place for it. */
    synchronized boolean admit(Channel connection, InetSocketAddress remote) {
        if (open.size() >= MAX_CONNECTIONS || isCrowded(remote.getAddress())) {
            return false;
        }
        open.put(remote, connection);
        connection.closeFuture().addListener(closed -> open.remove(remote, connection));
        return true;
    }

    private boolean isCrowded(InetAddress address) {
        return !address.isLoopbackAddress()
                && open.keySet().stream()
                                .filter(other ->
                                        ((InetSocketAddress) other).getAddress().equals(address))
                                .count()
                        >= MAX_PER_ADDRESS;
    }

    /** Ends the connection with this remote end, whatever is still to be said on it. */
    void cut(SocketAddress remote) {
        Channel connection = open.get(remote);
        if (connection != null) {
            connection.close();
        }
    }

    /** Connections that are open. */
    int count() {
        return open.size();
    }

    private final class CountedListener extends NioServerSocketChannel {
        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            int before = accepted.size();
            int count = super.doReadMessages(accepted);
            if (count > 0 && !isAdmitted((Channel) accepted.get(before))) {
                ((Channel) accepted.remove(before)).unsafe().closeForcibly();
                return 0;
            }
            return count;
        }

        /** The remote end is null when it left before it was looked at. */
        private boolean isAdmitted(Channel connection) {
            return connection.remoteAddress() instanceof InetSocketAddress remote && admit(connection, remote);
        }
    }
}
