package io.ayni.launcher.cli;

import io.ayni.launcher.bench.SimulatorProgram;
import io.ayni.launcher.platform.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code bench simulate}: hands its arguments to the simulator, which explains and checks them itself. */
@Command(
        name = "simulate",
        description = "Flash crowds of up to 10,000 agents in virtual time (measures S1, S4, S5). See --help.")
final class SimulateCommand implements Callable<Integer> {
    @Unmatched
    private List<String> options = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new SimulatorProgram(Programs.fromSystemProperty()).run(options);
    }
}
