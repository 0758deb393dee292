package io.ayni.launcher.cli;

import io.ayni.embedded.PostgresSettings.Durability;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.launcher.bench.BenchChart;
import io.ayni.launcher.bench.BenchReport;
import io.ayni.launcher.bench.BenchTable;
import io.ayni.launcher.bench.IdleBench;
import io.ayni.launcher.bench.swarm.SwarmBenches;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.platform.PlatformPlan;
import io.ayni.launcher.platform.Ports;
import io.ayni.launcher.platform.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What the measurements of swarms have in common: the platform, what is compared, and where the figures go. */
final class BenchOutput {
    @Option(names = "--alone", description = "Leave out the other programs, even where they are installed.")
    private boolean alone;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the rows to this file.")
    private Path json;

    @Option(names = "--chart", paramLabel = "FILE.png", description = "Draw the rows against their goals.")
    private Path chart;

    /**
     * The measurements on a platform of its own, once it is known that files can be written.
     *
     * @throws io.ayni.launcher.UserError when one cannot be written, or the system is not Linux
     */
    SwarmBenches benches(CommandSpec spec) {
        Optional.ofNullable(json).ifPresent(Endpoints::requireWritable);
        Optional.ofNullable(chart).ifPresent(file -> Endpoints.requireWritable(file, "--chart"));
        IdleBench.requireSupported();
        PrintWriter out = spec.commandLine().getOut();
        var platform = new PlatformPlan(
                new AyniHome(ScratchDirectory.create("bench")),
                Programs.fromSystemProperty(),
                Ports.free(),
                Optional.empty(),
                Optional.empty(),
                Durability.FSYNC,
                Duration.ofMinutes(5),
                List.of(),
                Map.of());
        return new SwarmBenches(platform, !alone, line -> print(out, line));
    }

    /** Prints the table and writes the files that were asked for. */
    void write(CommandSpec spec, BenchReport report) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        print(out, "");
        BenchTable.lines(report).forEach(line -> print(out, line));
        if (json != null) {
            Endpoints.writeReport(json, report);
        }
        if (chart != null) {
            BenchChart.write(report, chart);
        }
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
