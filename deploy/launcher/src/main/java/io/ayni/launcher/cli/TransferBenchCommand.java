package io.ayni.launcher.cli;

import io.ayni.launcher.bench.BenchReport;
import io.ayni.launcher.bench.swarm.TransferBenchPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench transfer}: one agent to another. */
@Command(
        name = "transfer",
        mixinStandardHelpOptions = true,
        description = {
            "One agent fetches a file from another on this machine without limits (measure A1), in turns with libtorrent and"
                    + " aria2: bytes verified and stored for each CPU-second of both ends.",
            "Linux only. Takes about a minute. Of what is not installed (Debian: apt-get install python3-libtorrent aria2) rows"
                    + " are left out."
        },
        footer = {
            "",
            "Examples:",
            "  deploy/ayni bench transfer",
            "  deploy/ayni bench transfer --mib 1024 --rounds 5 --json transfer.json"
        })
final class TransferBenchCommand implements Callable<Integer> {
    @Option(
            names = "--mib",
            paramLabel = "N",
            defaultValue = "256",
            description = "Size of the file in MiB. Default ${DEFAULT-VALUE}.")
    private int mib;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How often each program has its turn, after one that does not count. Default ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private BenchOutput output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        TransferBenchPlan plan = plan();
        BenchReport report = output.benches(spec).transfer(plan);
        output.write(spec, report);
        return 0;
    }

    private TransferBenchPlan plan() {
        try {
            return new TransferBenchPlan((long) mib << 20, rounds);
        } catch (IllegalArgumentException misuse) {
            throw new ParameterException(spec.commandLine(), misuse.getMessage());
        }
    }
}
