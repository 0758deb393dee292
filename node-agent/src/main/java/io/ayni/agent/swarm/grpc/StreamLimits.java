package io.ayni.agent.swarm.grpc;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * How many streams are served: {@value #MAX_STREAMS} of the node, {@value #MAX_PER_ADDRESS} of one remote address. The
 * loopback address is not counted by address: behind it are several nodes of one machine. Safe for all threads.
 */
final class StreamLimits {
    static final int MAX_STREAMS = 64;
    static final int MAX_PER_ADDRESS = 2;

    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int streams;

    /** Takes a place; false when there is none. */
    synchronized boolean enter(InetAddress address) {
        int there = byAddress.getOrDefault(address, 0);
        if (streams >= MAX_STREAMS || there >= MAX_PER_ADDRESS && !address.isLoopbackAddress()) {
            return false;
        }
        streams++;
        byAddress.put(address, there + 1);
        return true;
    }

    /** Gives the place back. */
    synchronized void leave(InetAddress address) {
        streams--;
        byAddress.computeIfPresent(address, (any, there) -> there == 1 ? null : there - 1);
    }
}
