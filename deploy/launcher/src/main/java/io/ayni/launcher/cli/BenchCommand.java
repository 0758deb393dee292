package io.ayni.launcher.cli;

import io.ayni.embedded.PostgresSettings.Durability;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.launcher.bench.BenchReport;
import io.ayni.launcher.bench.IdleBench;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.platform.Platform;
import io.ayni.launcher.platform.PlatformPlan;
import io.ayni.launcher.platform.Ports;
import io.ayni.launcher.platform.Programs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: measurements. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Ayni on this machine, on a platform of its own with free ports.",
        subcommands = {
            LedgerBenchCommand.class,
            SimulateCommand.class,
            SwarmBenchCommand.class,
            TransferBenchCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  deploy/ayni bench idle --json idle.json",
            "  deploy/ayni bench ledger --json ledger.json",
            "  deploy/ayni bench simulate --agents 10,100,1000 --chart swarm.png",
            "  deploy/ayni bench swarm --agents 8,16,30 --json swarm.json",
            "  deploy/ayni bench transfer"
        })
public final class BenchCommand {
    /** Measures an idle platform. */
    @Command(
            name = "idle",
            mixinStandardHelpOptions = true,
            description = {
                "Memory, heap and CPU of each process at idle, and what a start takes (measures A3 and K1).",
                "Linux only. Takes more than two minutes."
            },
            footer = {"", "Example:", "  deploy/ayni bench idle --nodes 3 --json idle.json"})
    int idle(
            @Option(
                            names = "--nodes",
                            paramLabel = "N",
                            defaultValue = "3",
                            description = "Agents. Default ${DEFAULT-VALUE}.")
                    int nodes,
            @Option(names = "--json", paramLabel = "FILE", description = "Write the rows to this file.") Path json)
            throws InterruptedException {
        if (nodes < 1 || nodes > PlatformPlan.MOST_NODES) {
            throw new ParameterException(
                    spec.commandLine().getSubcommands().get("idle"),
                    "--nodes is " + nodes + "; this takes 1 to " + PlatformPlan.MOST_NODES + ".");
        }
        if (json != null) {
            Endpoints.requireWritable(json);
        }
        IdleBench.requireSupported();
        PrintWriter out = spec.commandLine().getOut();
        var home = new AyniHome(ScratchDirectory.create("bench"));
        try (Platform platform = Platform.start(plan(home, nodes), line -> print(out, line))) {
            print(out, "Measuring, about a minute");
            BenchReport report = new IdleBench(platform).run();
            out.printf("%n%-3s %-36s %10s %-4s %s%n", "id", "measure", "value", "unit", "goal");
            report.rows()
                    .forEach(row -> out.printf(
                            "%-3s %-36s %10.2f %-4s %s%n",
                            row.id(),
                            row.label(),
                            row.value(),
                            row.unit(),
                            row.goal() == null ? "" : (row.met() ? "met: " : "missed: ") + row.goal()));
            out.flush();
            if (json != null) {
                Endpoints.writeReport(json, report);
            }
        }
        return 0;
    }

    @Spec
    private CommandSpec spec;

    private static PlatformPlan plan(AyniHome home, int nodes) {
        Ports ports = Ports.free();
        return new PlatformPlan(
                home,
                Programs.fromSystemProperty(),
                ports,
                Optional.empty(),
                Optional.empty(),
                Durability.FSYNC,
                Duration.ofMinutes(5),
                PlatformPlan.sharingNodes(nodes, ports),
                Map.of());
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
