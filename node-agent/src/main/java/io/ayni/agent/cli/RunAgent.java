package io.ayni.agent.cli;

import io.ayni.agent.config.AgentSettings;
import io.ayni.agent.config.HostPort;
import io.ayni.agent.config.SettingFile;
import io.ayni.agent.config.SettingSources;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.home.Endpoints;
import io.ayni.agent.home.HomeLock;
import io.ayni.agent.http.AgentHttpServer;
import io.ayni.agent.identity.LocalToken;
import io.ayni.agent.json.Json;
import io.ayni.agent.wiring.AgentRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The agent until SIGTERM or Ctrl-C; then it stops in order within 5 seconds and the process exits with 0. */
final class RunAgent {
    private final SettingSources sources;
    private final boolean json;
    private final PrintWriter out;

    /**
     * @param json whether to tell the endpoints as one line of JSON when ready
     * @param out where to
     */
    RunAgent(SettingSources sources, boolean json, PrintWriter out) {
        this.sources = sources;
        this.json = json;
        this.out = out;
    }

    /** Returns when the agent has stopped; on a signal the process ends before. */
    void run() throws Exception {
        AgentHome home = AgentHome.at(sources.dataDirectory());
        AgentSettings settings = AgentSettings.from(sources.withFile(SettingFile.read(home.properties())));
        HomeLock lock = HomeLock.tryTake(home.open())
                .orElseThrow(() -> new CliFailure(
                        ExitCodes.IN_USE,
                        "an agent already uses " + home.directory()
                                + ". Stop it, or give another --data-dir. `ayni-agent status` shows what runs"));
        try (lock) {
            Endpoints.remove(home);
            serve(settings, home);
        }
    }

    private void serve(AgentSettings settings, AgentHome home) throws Exception {
        LocalToken token = LocalToken.loadOrCreate(home.localToken(), new SecureRandom());
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (AgentRuntime runtime = start(settings, home);
                AgentHttpServer http = listen(settings, runtime, token)) {
            Endpoints endpoints = new Endpoints(
                    http.baseUrl(),
                    HostPort.of(runtime.services().engine().peerAddress()).toString(),
                    runtime.nodeId().toString(),
                    ProcessHandle.current().pid());
            endpoints.write(home);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopInOrder(stop, stopped), "stop"));
            announce(endpoints, runtime.services().sharing().current().isEffective());
            stop.await();
            Endpoints.remove(home);
        } finally {
            stopped.countDown();
        }
    }

    private AgentRuntime start(AgentSettings settings, AgentHome home) throws Exception {
        try {
            return AgentRuntime.start(settings, home, EngineChoice.starter());
        } catch (BindException e) {
            throw new CliFailure(
                    ExitCodes.IN_USE,
                    "peers cannot be listened for at " + HostPort.of(settings.peerListen()) + ": " + e.getMessage()
                            + ". Give another --peer-listen; port 0 takes a free one");
        }
    }

    private AgentHttpServer listen(AgentSettings settings, AgentRuntime runtime, LocalToken token)
            throws IOException, CliFailure {
        try {
            return AgentHttpServer.start(settings.httpPort(), runtime.services(), token);
        } catch (BindException e) {
            throw new CliFailure(
                    ExitCodes.IN_USE,
                    "port " + settings.httpPort()
                            + " on 127.0.0.1 is taken. Give another --http-port, or 0 for a free one");
        }
    }

    /** Runs on a signal: lets the main thread close everything, then ends the process with exit code 0. */
    private static void stopInOrder(CountDownLatch stop, CountDownLatch stopped) {
        if (stopped.getCount() == 0) {
            return;
        }
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCodes.OK);
    }

    private void announce(Endpoints endpoints, boolean sharing) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("http", endpoints.http().toString());
        line.put("peer", endpoints.peer());
        line.put("nodeId", endpoints.nodeId());
        line.put("pid", endpoints.pid());
        if (json) {
            out.println(Json.write(line));
        } else {
            out.println("The agent runs: " + endpoints.http() + ", peers at " + endpoints.peer() + ", node "
                    + endpoints.nodeId());
            out.println(
                    sharing
                            ? "Sharing is on. To stop: ayni-agent consent --revoke"
                            : "Sharing is off; nothing is uploaded. To agree: ayni-agent consent");
        }
        out.flush();
    }
}
