package io.ayni.launcher.cli;

import io.ayni.embedded.PostgresSettings.Durability;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.launcher.bench.BenchChart;
import io.ayni.launcher.bench.BenchReport;
import io.ayni.launcher.bench.BenchTable;
import io.ayni.launcher.bench.IdleBench;
import io.ayni.launcher.bench.ledger.LedgerBench;
import io.ayni.launcher.bench.ledger.LedgerBenchPlan;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.platform.LedgerPlatform;
import io.ayni.launcher.platform.PlatformPlan;
import io.ayni.launcher.platform.Ports;
import io.ayni.launcher.platform.Programs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench ledger}: how fast the ledger settles. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = {
            "How fast the ledger settles (measures L1, L2 and L6): signed batches through Kafka into PostgreSQL with fsync, in"
                    + " turns with pgbench on the same server and with bare signature checks; then every record once more, then"
                    + " half of the measured load over gRPC. At the end ledger-verify reads the journal.",
            "Linux only. Takes about four minutes. Without pgbench (Debian: apt-get install postgresql-15) row L2 is skipped."
        },
        footer = {
            "",
            "Examples:",
            "  deploy/ayni bench ledger",
            "  deploy/ayni bench ledger --rounds 5 --seconds 20 --json ledger.json --chart ledger.png"
        })
final class LedgerBenchCommand implements Callable<Integer> {
    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often ledger and pgbench take turns. Default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long each turn takes, about. Default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the rows to this file.")
    private Path json;

    @Option(names = "--chart", paramLabel = "FILE.png", description = "Draw the rows against their goals.")
    private Path chart;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LedgerBenchPlan plan = plan();
        Optional.ofNullable(json).ifPresent(Endpoints::requireWritable);
        Optional.ofNullable(chart).ifPresent(file -> Endpoints.requireWritable(file, "--chart"));
        IdleBench.requireSupported();
        PrintWriter out = spec.commandLine().getOut();
        var home = new AyniHome(ScratchDirectory.create("bench"));
        try (var platform = LedgerPlatform.start(platformPlan(home), line -> print(out, line));
                var bench = new LedgerBench(platform, plan, line -> print(out, line))) {
            BenchReport report = bench.run();
            print(out, "");
            BenchTable.lines(report).forEach(line -> print(out, line));
            if (json != null) {
                Endpoints.writeReport(json, report);
            }
            if (chart != null) {
                BenchChart.write(report, chart);
            }
        }
        return 0;
    }

    private LedgerBenchPlan plan() {
        try {
            return new LedgerBenchPlan(rounds, seconds);
        } catch (IllegalArgumentException misuse) {
            throw new ParameterException(spec.commandLine(), misuse.getMessage());
        }
    }

    private static PlatformPlan platformPlan(AyniHome home) {
        return new PlatformPlan(
                home,
                Programs.fromSystemProperty(),
                Ports.free(),
                Optional.empty(),
                Optional.empty(),
                Durability.FSYNC,
                Duration.ofMinutes(5),
                List.of(),
                LedgerBench.ledgerSettings());
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
