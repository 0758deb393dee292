package io.ayni.launcher.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.http.AgentClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A node agent as a process of its own; it can be killed and started again on the same data. Not thread-safe. */
public final class AgentProcess {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NodePlan plan;
    private final ChildProcess.Command command;
    private final Path data;
    private ChildProcess child;
    private Endpoints.Node endpoint;

    AgentProcess(NodePlan plan, ChildProcess.Command command, Path data) {
        this.plan = plan;
        this.command = command;
        this.data = data;
    }

    /** Starts the process and returns when it answers on loopback; records the owner's consent if the plan says so. */
    public void start() {
        child = ChildProcess.start(command);
        child.awaitReady(this::isReady, START);
        if (plan.sharing() == NodePlan.Sharing.AGREED) {
            client().agreeToShare();
        }
    }

    /** Ends it gracefully, if it runs. */
    public void stop() {
        if (child != null) {
            child.stop(STOP);
        }
    }

    /** Ends it at once. */
    public void kill() {
        child.kill();
    }

    /** The plan that it was started by. */
    public NodePlan plan() {
        return plan;
    }

    /** The running process. */
    public ChildProcess process() {
        return child;
    }

    /** Where it is reached; it may change with a restart. */
    public Endpoints.Node endpoint() {
        return endpoint;
    }

    /** Client of its loopback interface. */
    public AgentClient client() {
        return new AgentClient(endpoint);
    }

    private boolean isReady() {
        Optional<Endpoints.Node> found = readEndpoint();
        found.ifPresent(node -> endpoint = node);
        return found.isPresent() && client().answers();
    }

    private Optional<Endpoints.Node> readEndpoint() {
        Path file = data.resolve("endpoints.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            if (json.path("pid").asLong() != child.pid()) {
                return Optional.empty(); // left by a process that was killed
            }
            return Optional.of(new Endpoints.Node(
                    json.path("nodeId").asText(),
                    URI.create(json.path("http").asText()).toString(),
                    json.path("peer").asText(),
                    data.toString()));
        } catch (IOException beingReplaced) {
            return Optional.empty();
        }
    }
}
