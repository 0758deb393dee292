package io.ayni.launcher.bench.swarm;

import io.ayni.launcher.bench.BenchMachine;
import io.ayni.launcher.bench.BenchReport;
import io.ayni.launcher.bench.BenchReport.Row;
import io.ayni.launcher.bench.Samples;
import io.ayni.launcher.platform.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One peer fetches a file from another without limits, with each program in turns. Used once, by one thread. */
final class TransferBench {
    private static final double GOAL_OF_LIBTORRENT = 1.5;
    private static final double MIB = 1 << 20;

    private final List<Crowd> pairs;
    private final TransferBenchPlan plan;
    private final Progress progress;
    private final Deliveries deliveries;

    /** @param pairs ours first */
    TransferBench(List<Crowd> pairs, TransferBenchPlan plan, Progress progress) {
        this.pairs = pairs;
        this.plan = plan;
        this.progress = progress;
        this.deliveries = new Deliveries(plan.bytes());
    }

    BenchReport run() throws IOException, InterruptedException {
        Map<Crowd, List<CrowdOutcome>> outcomes = new LinkedHashMap<>();
        for (int round = 0; round <= plan.rounds(); round++) {
            for (Crowd pair : pairs) {
                CrowdOutcome outcome = deliveries.deliver(pair, 1);
                if (round > 0) { // the first is for what starts late by itself, such as a JVM's compiled code
                    outcomes.computeIfAbsent(pair, first -> new ArrayList<>()).add(outcome);
                }
                progress.report("%s%s: %.1f MiB/s, %.1f MiB per CPU-second of both ends"
                        .formatted(
                                round == 0 ? "Warm-up, " : "",
                                pair.label(),
                                perSecond(outcome),
                                perCpuSecond(outcome)));
            }
        }
        return new BenchReport(rows(outcomes), BenchMachine.describe());
    }

    private List<Row> rows(Map<Crowd, List<CrowdOutcome>> outcomes) {
        List<CrowdOutcome> ours = outcomes.get(pairs.getFirst());
        List<Row> rows = new ArrayList<>();
        for (Crowd other : pairs.subList(1, pairs.size())) {
            List<CrowdOutcome> theirs = outcomes.get(other);
            double beside = median(theirs, this::perCpuSecond);
            double ratio = median(ours, this::perCpuSecond) / beside;
            String label = "per CPU-second of both ends, over " + other.label();
            Row row = other.label().equals(Libtorrent.LABEL)
                    ? Row.atLeast("A1", label, ours.size(), ratio, "x", GOAL_OF_LIBTORRENT)
                    : Row.plain("A1", label, ours.size(), ratio, "x");
            rows.add(row.beside(other.label() + ", MiB per CPU-second", beside));
        }
        rows.add(Row.plain(
                "A1", "MiB per CPU-second of both ends", ours.size(), median(ours, this::perCpuSecond), "MiB"));
        for (Crowd pair : pairs) {
            rows.add(Row.plain(
                    "A1",
                    "MiB a second, " + pair.label(),
                    plan.rounds(),
                    median(outcomes.get(pair), this::perSecond),
                    "MiB"));
        }
        return rows;
    }

    private double perCpuSecond(CrowdOutcome outcome) {
        return plan.bytes() / MIB / outcome.cpuSeconds();
    }

    private double perSecond(CrowdOutcome outcome) {
        return plan.bytes() / MIB / outcome.seconds();
    }

    private static double median(List<CrowdOutcome> outcomes, ToDoubleFunction<CrowdOutcome> figure) {
        return Samples.of(outcomes.stream().map(figure::applyAsDouble).toList()).median();
    }
}
