package io.ayni.launcher.bench.swarm;

import io.ayni.launcher.bench.ProcessUsage;
import io.ayni.launcher.http.GatewayClient;
import io.ayni.launcher.platform.AgentProcess;
import io.ayni.launcher.platform.Platform;
import java.util.List;

/** Two agents of a platform: the first fetches an item from the edge, then the second, measured, from the first. */
final class AyniPair implements Crowd {
    private static final double MOST_FROM_EDGE = 0.1;

    private final Platform platform;
    private final GatewayClient gateway;

    /** @param platform with two agents that share; it belongs to the pair */
    AyniPair(Platform platform) {
        this.platform = platform;
        this.gateway = new GatewayClient(
                platform.services().gateway().http().toString(),
                platform.secrets().publisherToken());
    }

    @Override
    public String label() {
        return "Ayni";
    }

    /**
     * {@inheritDoc}
     *
     * @param peers 1
     * @throws IllegalStateException when too much came from the edge for the figure to mean anything
     */
    @Override
    public CrowdOutcome deliver(BenchFile file, int peers) throws InterruptedException {
        String contentId =
                gateway.publish(file.name(), file.path()).path("contentId").asText();
        AgentProcess giver = platform.agents().getFirst();
        AgentProcess taker = platform.agents().getLast();
        AyniCrowd.fetch(List.of(giver), contentId);
        double cpuBefore = cpuMillis(giver) + cpuMillis(taker);
        long fromEdgeBefore = fromEdge(taker);
        long start = System.nanoTime();
        AyniCrowd.fetch(List.of(taker), contentId);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (cpuMillis(giver) + cpuMillis(taker) - cpuBefore) / 1000;
        long fromEdge = fromEdge(taker) - fromEdgeBefore;
        if (fromEdge > MOST_FROM_EDGE * file.bytes()) {
            throw new IllegalStateException(fromEdge + " of " + file.bytes() + " bytes came from the edge");
        }
        return new CrowdOutcome(seconds, file.bytes() - fromEdge, cpuSeconds);
    }

    private static double cpuMillis(AgentProcess agent) {
        return ProcessUsage.cpuMillis(agent.process().pid());
    }

    private static long fromEdge(AgentProcess agent) {
        return agent.client().status().path("totals").path("fromEdgeBytes").asLong();
    }

    @Override
    public void close() {
        platform.close();
    }
}
