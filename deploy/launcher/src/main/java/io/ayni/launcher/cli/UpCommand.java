package io.ayni.launcher.cli;

import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.platform.PlatformPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code up}: starts everything and keeps it running in the background. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts Kafka, PostgreSQL, tracker, ledger, gateway and agents, and returns when all are ready.",
            "They run until `deploy/ayni down`. The agents belong to owners of their own, owner-1, owner-2 and so on,"
                    + " who have agreed to share."
        },
        footer = {
            "",
            "Examples:",
            "  deploy/ayni up",
            "  deploy/ayni up --nodes 5 --json endpoints.json",
            "  deploy/ayni up --gateway-port 18080 --kafka broker.internal:9092",
            "  deploy/ayni up --foreground            until Ctrl-C, then stops everything"
        })
public final class UpCommand implements Callable<Integer> {
    @Option(names = "--nodes", paramLabel = "N", defaultValue = "3", description = "Agents. Default ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the endpoints, with tokens, to this file.")
    private Path json;

    @Option(names = "--foreground", description = "Stay in this terminal; Ctrl-C stops everything.")
    private boolean foreground;

    @Option(names = "--home", paramLabel = "DIR", hidden = true)
    private Path home;

    @Mixin
    private PortOptions portOptions;

    @Mixin
    private PlatformOptions platformOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AyniHome place = home == null ? Homes.main() : new AyniHome(home);
        if (json != null) {
            Endpoints.requireWritable(json);
        }
        PlatformPlan plan = platformOptions.plan(place, portOptions.ports(nodes), nodes);
        if (foreground) {
            new Supervisor(plan, line -> print(spec.commandLine().getOut(), line))
                    .run(endpoints -> show(place, endpoints));
        }
        Endpoints endpoints = new BackgroundStart(place, spec.commandLine().getOut()).start(argumentsAsGiven());
        show(place, endpoints);
        return 0;
    }

    /** A supervisor in the background has nobody to show it to; the process that waits for it does that. */
    private void show(AyniHome place, Endpoints endpoints) {
        if (home != null) {
            return;
        }
        if (json != null) {
            endpoints.write(json);
        }
        printSummary(spec.commandLine().getOut(), place, endpoints);
    }

    /** What the person typed, without what only this process acts on. */
    private List<String> argumentsAsGiven() {
        List<String> given = spec.commandLine().getParseResult().originalArgs();
        return new ForwardedArguments(List.of("--json", "--home")).of(given.subList(1, given.size()));
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    static void printSummary(PrintWriter out, AyniHome place, Endpoints endpoints) {
        out.printf("%n%-10s %s%n", "gateway", endpoints.gateway().http());
        out.printf("%-10s %s%n", "tracker", endpoints.tracker().http());
        out.printf("%-10s %s%n", "ledger", endpoints.ledger().http());
        out.printf("%-10s %s%n", "kafka", endpoints.kafka());
        out.printf("%-10s %s%n", "postgres", endpoints.postgres());
        int number = 1;
        for (Endpoints.Node node : endpoints.nodes()) {
            out.printf("%-10s %s%n", "node-" + number++, node.http());
        }
        out.printf("%nEndpoints and tokens: %s%nLogs: %s%n", place.endpoints(), place.logs());
        out.flush();
    }
}
