package io.ayni.launcher.cli;

import io.ayni.launcher.bench.BenchReport;
import io.ayni.launcher.bench.swarm.SwarmBenchPlan;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench swarm}: flash crowds of processes. */
@Command(
        name = "swarm",
        mixinStandardHelpOptions = true,
        description = {
            "Flash crowds on this machine (measures S1 and S4): 16 MiB in 256 pieces from a seed that sends 1 MiB/s to agents that"
                    + " send 512 KiB/s, in turns with libtorrent and aria2 with the same limits, each peer a process. The minimum"
                    + " is the fluid limit, which no schedule can beat.",
            "Linux only. Takes about a minute for each audience, round and program. Of what is not installed (Debian: apt-get"
                    + " install python3-libtorrent aria2) rows are left out."
        },
        footer = {
            "",
            "Examples:",
            "  deploy/ayni bench swarm",
            "  deploy/ayni bench swarm --agents 8,16 --rounds 5 --json swarm.json --chart swarm.png"
        })
final class SwarmBenchCommand implements Callable<Integer> {
    @Option(
            names = "--agents",
            paramLabel = "N",
            split = ",",
            defaultValue = "8,16,30",
            description = "Sizes of the crowds. Default ${DEFAULT-VALUE}.")
    private List<Integer> agents;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each program has its turn with each crowd. Default ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private BenchOutput output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        SwarmBenchPlan plan = plan();
        BenchReport report = output.benches(spec).swarm(plan);
        output.write(spec, report);
        return 0;
    }

    private SwarmBenchPlan plan() {
        try {
            return new SwarmBenchPlan(agents, rounds);
        } catch (IllegalArgumentException misuse) {
            throw new ParameterException(spec.commandLine(), misuse.getMessage());
        }
    }
}
