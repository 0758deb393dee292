package io.ayni.simulator.bench;

import io.ayni.simulator.swarm.SwarmOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of a series of runs, with the goals of those that have one. */
public final class BenchRows {
    private static final List<Integer> SMALL_CROWDS = List.of(8, 16, 30);
    private static final int SMALL = 10;
    private static final int LARGE = 1_000;
    private static final int EDGE_COPIES_FROM = 30;
    private static final double MAX_RATIO = 1.10;
    private static final double MAX_COPIES = 1.15;
    private static final double MAX_GROWTH = 1.10;

    private BenchRows() {}

    /** All rows of these runs. */
    public static List<BenchRow> of(List<SwarmOutcome> outcomes) {
        List<BenchRow> rows = new ArrayList<>();
        for (SwarmOutcome outcome : outcomes) {
            addRowsOf(outcome, rows);
        }
        growth(outcomes).ifPresent(rows::add);
        return rows;
    }

    private static void addRowsOf(SwarmOutcome outcome, List<BenchRow> rows) {
        int n = outcome.plan().agents();
        String ratio = "simulated flash crowd: last finish / fluid minimum";
        rows.add(
                SMALL_CROWDS.contains(n)
                        ? BenchRow.atMost("S1", ratio, n, outcome.ratio(), "", MAX_RATIO)
                        : BenchRow.plain("S1", ratio, n, outcome.ratio(), ""));
        String copies = "simulated flash crowd: edge egress";
        rows.add(
                n >= EDGE_COPIES_FROM
                        ? BenchRow.atMost("S4", copies, n, outcome.edgeCopies(), "copies", MAX_COPIES)
                        : BenchRow.plain("S4", copies, n, outcome.edgeCopies(), "copies"));
        rows.add(BenchRow.plain("S4", "simulated flash crowd: offload", n, outcome.offload(), ""));
        rows.add(BenchRow.plain("S1", "simulated flash crowd: 95 % complete", n, outcome.p95Seconds(), "s"));
    }

    private static Optional<BenchRow> growth(List<SwarmOutcome> outcomes) {
        Optional<SwarmOutcome> small = withAgents(outcomes, SMALL);
        Optional<SwarmOutcome> large = withAgents(outcomes, LARGE);
        return small.flatMap(few -> large.map(many -> BenchRow.atMost(
                "S5", "simulated: ratio at 1,000 / ratio at 10", LARGE, many.ratio() / few.ratio(), "", MAX_GROWTH)));
    }

    private static Optional<SwarmOutcome> withAgents(List<SwarmOutcome> outcomes, int agents) {
        return outcomes.stream()
                .filter(outcome -> outcome.plan().agents() == agents)
                .findFirst();
    }
}
