package io.ayni.simulator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ayni.simulator.bench.AudienceChart;
import io.ayni.simulator.bench.AudienceTable;
import io.ayni.simulator.bench.BenchRow;
import io.ayni.simulator.bench.BenchRows;
import io.ayni.simulator.swarm.SwarmOutcome;
import io.ayni.simulator.swarm.SwarmPlan;
import io.ayni.simulator.swarm.SwarmWorld;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs flash crowds of the given audiences and prints a line for each. */
@Command(
        name = "ayni bench simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Simulates flash crowds: the agents' and the tracker's own scheduling in virtual time, over homes with",
            "512 KiB/s up and 8 MiB/s down and an edge of 1 MiB/s (measures S1, S4, S5). The same seed gives the same",
            "figures. Last finish is divided by the fluid minimum, which no schedule of any kind can beat.",
            "1,000 agents take a few minutes; the time grows with the number of agents."
        },
        footer = {
            "",
            "Examples:",
            "  deploy/ayni bench simulate",
            "  deploy/ayni bench simulate --agents 8,16,30 --seed 7",
            "  deploy/ayni bench simulate --agents 10,100,1000,10000 --json swarm.json --chart swarm.png",
            "",
            "Exit code: 0 done, 1 an agent did not complete, 2 wrong usage."
        })
public final class Simulate implements Callable<Integer> {
    private static final int MOST_AGENTS = 20_000;
    private static final int MOST_MIB = 1_024;
    private static final double LIMIT_IN_MINIMA = 20;

    @Option(
            names = "--agents",
            paramLabel = "N[,N...]",
            split = ",",
            defaultValue = "10,100,1000",
            description = "Audiences to simulate. Default ${DEFAULT-VALUE}.")
    private List<Integer> agents;

    @Option(
            names = "--file-size",
            paramLabel = "SIZE",
            defaultValue = "16M",
            description = "Size of the item in MiB, 1M to 1024M. Default ${DEFAULT-VALUE}.")
    private String fileSize;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Everything random follows from it. Default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the rows to this file.")
    private Path json;

    @Option(names = "--chart", paramLabel = "FILE.png", description = "Draw the figures against the audience.")
    private Path chart;

    @Spec
    private CommandSpec spec;

    /** Exits with the command's code. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new Simulate()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        int bytes = fileBytes();
        if (agents.stream().anyMatch(count -> count < 1 || count > MOST_AGENTS)) {
            throw new ParameterException(spec.commandLine(), "--agents takes numbers from 1 to " + MOST_AGENTS + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        print(out, AudienceTable.header());
        List<SwarmOutcome> outcomes = new ArrayList<>();
        for (int count : agents.stream().sorted().distinct().toList()) {
            SwarmOutcome outcome = simulate(SwarmPlan.flashCrowd(count, bytes, seed));
            outcomes.add(outcome);
            print(out, AudienceTable.line(outcome));
        }
        List<BenchRow> rows = BenchRows.of(outcomes);
        printGoals(out, rows);
        write(outcomes, rows);
        return outcomes.stream().allMatch(SwarmOutcome::complete) ? 0 : 1;
    }

    private static SwarmOutcome simulate(SwarmPlan plan) {
        SwarmWorld world = new SwarmWorld(plan, new SplittableRandom(plan.seed()));
        return world.run(LIMIT_IN_MINIMA * plan.fluidMinimumSeconds());
    }

    private int fileBytes() {
        if (!fileSize.matches("[1-9][0-9]{0,3}[Mm]")) {
            throw new ParameterException(spec.commandLine(), "--file-size is a number of MiB, like 16M.");
        }
        int mib = Integer.parseInt(fileSize, 0, fileSize.length() - 1, 10);
        if (mib > MOST_MIB) {
            throw new ParameterException(spec.commandLine(), "--file-size is at most " + MOST_MIB + "M.");
        }
        return mib << 20;
    }

    private static void printGoals(PrintWriter out, List<BenchRow> rows) {
        for (BenchRow row : rows) {
            if (row.goal() != null) {
                print(
                        out,
                        "%s N = %d: %s %.3f %s (%s)"
                                .formatted(
                                        row.id(),
                                        row.n(),
                                        row.label(),
                                        row.value(),
                                        row.goal(),
                                        row.met() ? "met" : "missed"));
            }
        }
    }

    private void write(List<SwarmOutcome> outcomes, List<BenchRow> rows) throws IOException {
        if (json != null) {
            Map<String, Object> machine = new LinkedHashMap<>();
            machine.put("simulated", true);
            machine.put("seed", seed);
            machine.put("fileSize", fileSize);
            machine.put("java", System.getProperty("java.version"));
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(json.toFile(), Map.of("rows", rows, "machine", machine));
        }
        if (chart != null) {
            ImageIO.write(AudienceChart.draw(outcomes), "png", chart.toFile());
        }
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
