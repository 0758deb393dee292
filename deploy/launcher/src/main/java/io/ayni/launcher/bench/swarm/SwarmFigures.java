package io.ayni.launcher.bench.swarm;

import io.ayni.launcher.bench.BenchReport.Row;
import io.ayni.launcher.bench.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The rows of one audience: medians over the rounds, ours beside the others'.
 *
 * @param peers its size
 * @param ours our outcomes
 * @param others those of the other programs, by label; none may be there
 */
record SwarmFigures(int peers, List<CrowdOutcome> ours, List<Other> others) {
    private static final double GOAL_OF_MINIMUM = 1.10;
    private static final double GOAL_COPIES = 1.15;
    private static final int COPIES_COUNT_FROM = 30;

    /** What another program took. */
    record Other(String label, List<CrowdOutcome> outcomes) {}

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        ToDoubleFunction<CrowdOutcome> ratio = outcome -> outcome.seconds() / SwarmBenchPlan.minimumSeconds(peers);
        ToDoubleFunction<CrowdOutcome> copies = outcome -> (double) outcome.seedBytes() / SwarmBenchPlan.FILE_BYTES;
        rows.addAll(beside(
                Row.atMost(
                        "S1", named("last finish ÷ minimum"), ours.size(), median(ours, ratio), "x", GOAL_OF_MINIMUM),
                ratio));
        double ourCopies = median(ours, copies);
        rows.addAll(beside(
                peers >= COPIES_COUNT_FROM
                        ? Row.atMost("S4", named("copies out of the seed"), ours.size(), ourCopies, "", GOAL_COPIES)
                        : Row.plain("S4", named("copies out of the seed"), ours.size(), ourCopies, ""),
                copies));
        rows.addAll(beside(
                Row.plain(
                        "S1", named("CPU of seed and peers"), ours.size(), median(ours, CrowdOutcome::cpuSeconds), "s"),
                CrowdOutcome::cpuSeconds));
        return rows;
    }

    /** Our row beside each of the others; alone where there is none. */
    private List<Row> beside(Row row, ToDoubleFunction<CrowdOutcome> figure) {
        List<Row> rows = others.stream()
                .filter(other -> median(other.outcomes(), figure) > 0) // some do not tell what they sent
                .map(other -> row.beside(other.label(), median(other.outcomes(), figure)))
                .toList();
        return rows.isEmpty() ? List.of(row) : rows;
    }

    private String named(String figure) {
        return "N = " + peers + ", " + figure;
    }

    private static double median(List<CrowdOutcome> outcomes, ToDoubleFunction<CrowdOutcome> figure) {
        return Samples.of(outcomes.stream().map(figure::applyAsDouble).toList()).median();
    }

    /** A line for people about one delivery. */
    static String text(String label, int peers, CrowdOutcome outcome) {
        return "%s, N = %d: %.1f s, %.2f × minimum, %.2f copies, %.1f s CPU"
                .formatted(
                        label,
                        peers,
                        outcome.seconds(),
                        outcome.seconds() / SwarmBenchPlan.minimumSeconds(peers),
                        (double) outcome.seedBytes() / SwarmBenchPlan.FILE_BYTES,
                        outcome.cpuSeconds());
    }
}
