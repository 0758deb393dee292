package io.ayni.simulator.swarm;

import java.util.function.IntFunction;

/**
 * What is simulated.
 *
 * @param agents nodes that want the item, or say that they have it
 * @param fileBytes size of the item; it has pieces of 64 KiB up to 16 MiB
 * @param network how fast everybody is
 * @param behaviour of each node by number
 * @param seed everything random follows from it
 */
public record SwarmPlan(int agents, int fileBytes, Network network, IntFunction<Behaviour> behaviour, long seed) {
    /**
     * The network.
     *
     * @param edgeBytesPerSecond egress of the edge
     * @param uploadBytesPerSecond of each node
     * @param downloadBytesPerSecond of each node
     * @param minAccessMicros shortest delay between a node and everything else, one way
     * @param maxAccessMicros longest
     * @param arrivalMicros within which all nodes join
     */
    public record Network(
            long edgeBytesPerSecond,
            long uploadBytesPerSecond,
            long downloadBytesPerSecond,
            long minAccessMicros,
            long maxAccessMicros,
            long arrivalMicros) {
        /** Homes with 512 KiB/s up and 8 MiB/s down, 5 to 15 ms from each other's middle, and an edge of 1 MiB/s. */
        public static Network homes() {
            return new Network(1 << 20, 512 << 10, 8 << 20, 2_500, 12_500, 250_000);
        }
    }

    /** A flash crowd of honest nodes at home. */
    public static SwarmPlan flashCrowd(int agents, int fileBytes, long seed) {
        return new SwarmPlan(agents, fileBytes, Network.homes(), number -> Behaviour.HONEST, seed);
    }

    /** The same with other behaviour. */
    public SwarmPlan where(IntFunction<Behaviour> other) {
        return new SwarmPlan(agents, fileBytes, network, other, seed);
    }

    /** No schedule of any kind completes such a crowd of honest nodes sooner. */
    public double fluidMinimumSeconds() {
        double edge = network.edgeBytesPerSecond;
        double all = edge + (double) agents * network.uploadBytesPerSecond;
        return Math.max(fileBytes / edge, agents * (double) fileBytes / all);
    }
}
