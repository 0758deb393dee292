package io.ayni.launcher.cli;

import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.home.RunningProcesses;
import io.ayni.launcher.http.AgentClient;
import io.ayni.launcher.http.HttpCalls;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: what runs where. Exit code 0 if all is well, 1 otherwise. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows each process with its id, health and address. Exit code 0 only if all are well.",
        footer = {"", "Examples:", "  deploy/ayni status", "  deploy/ayni status --json"})
public final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** One line of the answer. */
    private record Line(String name, long pid, String health, String address, String log) {}

    @Override
    public Integer call() {
        AyniHome home = Homes.requireRunning();
        Endpoints endpoints = Homes.endpoints(home);
        RunningProcesses running = RunningProcesses.published(home);
        List<Line> lines = running.processes().stream()
                .map(process -> line(process, endpoints))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Endpoints.text(lines));
        } else {
            out.printf("%-10s %8s  %-9s %s%n", "process", "pid", "health", "address");
            lines.forEach(
                    line -> out.printf("%-10s %8d  %-9s %s%n", line.name(), line.pid(), line.health(), line.address()));
            running.ended().forEach(process -> out.println("\n" + process.obituary()));
            out.println("\nLogs: " + home.logs());
        }
        out.flush();
        return lines.stream().allMatch(line -> line.health().equals("ready")) ? 0 : 1;
    }

    private static Line line(RunningProcesses.Entry process, Endpoints endpoints) {
        String address = address(process.name(), endpoints);
        String health = !process.runs() ? "ended" : isReady(process.name(), endpoints) ? "ready" : "not ready";
        return new Line(process.name(), process.pid(), health, address, process.log());
    }

    private static String address(String name, Endpoints endpoints) {
        return switch (name) {
            case "kafka" -> endpoints.kafka();
            case "postgres" -> endpoints.postgres();
            case "tracker" -> endpoints.tracker().http();
            case "ledger" -> endpoints.ledger().http();
            case "gateway" -> endpoints.gateway().http();
            case String node -> node(node, endpoints).http();
        };
    }

    private static boolean isReady(String name, Endpoints endpoints) {
        return switch (name) {
            case "kafka", "postgres" -> true; // the services' readiness speaks for them
            case "tracker", "ledger", "gateway" ->
                HttpCalls.answersOk(URI.create(address(name, endpoints) + "/q/health/ready"));
            case String node -> new AgentClient(node(node, endpoints)).answers();
        };
    }

    private static Endpoints.Node node(String name, Endpoints endpoints) {
        return endpoints.nodes().get(Integer.parseInt(name.substring("node-".length())) - 1);
    }
}
