package io.ayni.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.UserError;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.http.AgentClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All agents fetch one item at the same time, watched until each has all of it. */
final class FetchEverywhere {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration ANNOUNCED = Duration.ofSeconds(20);
    private static final int POLL_MILLIS = 200;

    private final List<AgentClient> agents;
    private final String contentId;
    private final Runnable requireAllRun;

    /** {@code requireAllRun} is called again and again meanwhile, and throws if waiting has become vain. */
    FetchEverywhere(Endpoints endpoints, String contentId, Runnable requireAllRun) {
        this.agents = endpoints.nodes().stream().map(AgentClient::new).toList();
        this.contentId = contentId;
        this.requireAllRun = requireAllRun;
    }

    /**
     * Starts all downloads and returns when all are complete.
     *
     * @return seconds from the first request to the last copy
     * @throws UserError if one fails or not all are complete within 15 minutes
     */
    double run(TransferDisplay display) throws InterruptedException {
        long start = System.nanoTime();
        for (AgentClient agent : agents) {
            agent.startDownloadOnceKnown(contentId, ANNOUNCED);
        }
        List<Integer> open = new ArrayList<>();
        for (int index = 0; index < agents.size(); index++) {
            open.add(index);
        }
        while (!open.isEmpty()) {
            requireAllRun.run();
            open.removeIf(index -> isComplete(index, display));
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new UserError("Not all agents have the file after " + LIMIT.toMinutes() + " minutes.");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private boolean isComplete(int index, TransferDisplay display) {
        JsonNode item = agents.get(index).download(contentId);
        display.show(index, item.path("verifiedBytes").asLong());
        if (item.path("state").asText().equals("failed")) {
            throw new UserError("node-" + (index + 1) + " cannot fetch the file: "
                    + item.path("failure").asText());
        }
        return item.path("state").asText().equals("complete");
    }

    /** SHA-256 of each copy, as a player reads it from the agent. */
    List<String> digests() {
        return agents.stream().map(this::digest).toList();
    }

    private String digest(AgentClient agent) {
        String path =
                agent.download(contentId).path("files").path(0).path("path").asText();
        try (InputStream copy = agent.openFile(contentId, path)) {
            return DemoFile.sha256(copy);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read a copy", failure);
        }
    }
}
