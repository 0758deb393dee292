package io.ayni.agent.swarm.engine;

import java.net.InetSocketAddress;
import java.util.function.Function;

/** Port to the streams between peers. */
public interface PeerTransport extends AutoCloseable {
    /**
     * Starts to listen.
     *
     * @param acceptor called for each stream that a peer opens
     * @return the address with the real port
     */
    InetSocketAddress listen(InetSocketAddress address, Function<PeerPort, PortListener> acceptor)
            throws java.io.IOException;

    /** Opens a stream. Failure shows as {@link PortListener#onClosed}. */
    PeerPort dial(InetSocketAddress address, PortListener listener);

    /** Ends all streams. Takes at most 2 seconds. */
    @Override
    void close();
}
