package io.ayni.agent.cli;

import io.ayni.agent.config.AgentSettings;
import io.ayni.agent.config.HostPort;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.home.Endpoints;
import io.ayni.agent.home.HomeLock;
import io.ayni.agent.http.AgentHttpServer;
import io.ayni.agent.identity.LocalToken;
import io.ayni.agent.json.Json;
import io.ayni.agent.wiring.AgentRuntime;
import java.io.IOException;
import java.net.BindException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: the agent until SIGTERM or Ctrl-C; then it stops in order within 5 seconds and exits with 0. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgent.Version.class,
        description = "Runs the agent until SIGTERM or Ctrl-C.",
        footerHeading = "%nSettings come from the flag, else the environment (AYNI_AGENT_TRACKER and so on), else%n"
                + "agent.properties in the data directory (tracker=…), else the default.%n%nExamples:%n",
        footer = {
            "  ayni-agent run --tracker 127.0.0.1:8081 --ledger 127.0.0.1:8082 \\",
            "      --gateway http://127.0.0.1:8080 --operator-keys operator.keys \\",
            "      --account me --enrolment-token-file enrolment.token",
            "  AYNI_AGENT_MAX_UPLOAD=2MiB ayni-agent run --http-port 0 --json"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options;

    @Option(names = "--json", description = "Write the endpoints as one line of JSON when ready.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AgentHome home = options.home();
        AgentSettings settings = options.settings(home);
        HomeLock lock = HomeLock.tryTake(home.open())
                .orElseThrow(() -> new CliFailure(
                        ExitCodes.IN_USE,
                        "an agent already uses " + home.directory()
                                + ". Stop it, or give another --data-dir. `ayni-agent status` shows what runs"));
        try (lock) {
            Endpoints.remove(home);
            serve(settings, home);
        }
        return ExitCodes.OK;
    }

    private void serve(AgentSettings settings, AgentHome home) throws Exception {
        LocalToken token = LocalToken.loadOrCreate(home.localToken(), new SecureRandom());
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (AgentRuntime runtime = AgentRuntime.start(settings, home, EngineChoice.starter());
                AgentHttpServer http = listen(settings, runtime, token)) {
            Endpoints endpoints = new Endpoints(
                    http.baseUrl(),
                    HostPort.of(runtime.services().engine().peerAddress()).toString(),
                    runtime.nodeId().toString(),
                    ProcessHandle.current().pid());
            endpoints.write(home);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopInOrder(stop, stopped), "stop"));
            announce(endpoints);
            stop.await();
            Endpoints.remove(home);
        } finally {
            stopped.countDown();
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

    private void announce(Endpoints endpoints) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("http", endpoints.http().toString());
        line.put("peer", endpoints.peer());
        line.put("nodeId", endpoints.nodeId());
        line.put("pid", endpoints.pid());
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? Json.write(line)
                                : "The agent runs: " + endpoints.http() + ", peers at " + endpoints.peer() + ", node "
                                        + endpoints.nodeId());
        spec.commandLine().getOut().flush();
    }
}
