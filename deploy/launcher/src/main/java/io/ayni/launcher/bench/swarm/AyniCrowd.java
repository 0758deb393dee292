package io.ayni.launcher.bench.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.UserError;
import io.ayni.launcher.bench.ProcessUsage;
import io.ayni.launcher.http.GatewayClient;
import io.ayni.launcher.platform.AgentProcess;
import io.ayni.launcher.platform.Platform;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The agents of a platform; its gateway is the seed. The platform belongs to the crowd. */
final class AyniCrowd implements Crowd {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration KNOWN_LIMIT = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 50;

    private final Platform platform;
    private final GatewayClient gateway;

    /** @param platform with as many agents, all sharing, as the largest crowd has */
    AyniCrowd(Platform platform) {
        this.platform = platform;
        this.gateway = new GatewayClient(
                platform.services().gateway().http().toString(),
                platform.secrets().publisherToken());
    }

    @Override
    public String label() {
        return "Ayni";
    }

    @Override
    public CrowdOutcome deliver(BenchFile file, int peers) throws InterruptedException {
        String contentId =
                gateway.publish(file.name(), file.path()).path("contentId").asText();
        List<AgentProcess> crowd = platform.agents().subList(0, peers);
        double cpuBefore = cpuMillis(crowd);
        long sentBefore = sentByGateway();
        long start = System.nanoTime();
        fetch(crowd, contentId);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new CrowdOutcome(seconds, sentByGateway() - sentBefore, (cpuMillis(crowd) - cpuBefore) / 1000);
    }

    /** Returns when all of them have the item, for which all ask at once. */
    static void fetch(List<AgentProcess> agents, String contentId) throws InterruptedException {
        for (AgentProcess agent : agents) {
            agent.client().startDownloadOnceKnown(contentId, KNOWN_LIMIT);
        }
        await(agents, contentId);
    }

    private static void await(List<AgentProcess> agents, String contentId) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Deque<AgentProcess> open = new ArrayDeque<>(agents);
        while (!open.isEmpty()) {
            if (isComplete(open.getFirst(), contentId)) {
                open.removeFirst(); // whoever is asked first keeps the others from being asked: questions cost, too
            } else if (System.nanoTime() > deadline) {
                throw new UserError(
                        open.size() + " agents do not have the file after " + LIMIT.toMinutes() + " minutes.");
            } else {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    private static boolean isComplete(AgentProcess agent, String contentId) {
        JsonNode item = agent.client().download(contentId);
        if (item.path("state").asText().equals("failed")) {
            throw new UserError(agent.plan().name() + " cannot fetch the file: "
                    + item.path("failure").asText());
        }
        return item.path("state").asText().equals("complete");
    }

    private double cpuMillis(List<AgentProcess> crowd) {
        return ProcessUsage.cpuMillis(platform.services().gateway().process().pid())
                + crowd.stream()
                        .mapToDouble(
                                agent -> ProcessUsage.cpuMillis(agent.process().pid()))
                        .sum();
    }

    private long sentByGateway() {
        return ProcessUsage.writtenBytes(platform.services().gateway().process().pid());
    }

    @Override
    public void close() {
        platform.close();
    }
}
