package io.ayni.launcher.bench.swarm;

import io.ayni.launcher.bench.BenchMachine;
import io.ayni.launcher.bench.BenchReport;
import io.ayni.launcher.bench.BenchReport.Row;
import io.ayni.launcher.platform.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flash crowds of each program in turns, each with a file that nobody has yet. Used once, by one thread. */
final class SwarmBench {
    private final List<Crowd> crowds;
    private final SwarmBenchPlan plan;
    private final Progress progress;
    private final Deliveries deliveries;

    /** @param crowds ours first */
    SwarmBench(List<Crowd> crowds, SwarmBenchPlan plan, Progress progress) {
        this.crowds = crowds;
        this.plan = plan;
        this.progress = progress;
        this.deliveries = new Deliveries(SwarmBenchPlan.FILE_BYTES);
    }

    /** Takes about a minute for each audience, round and program. */
    BenchReport run() throws IOException, InterruptedException {
        for (Crowd crowd : crowds) {
            deliveries.deliver(crowd, 2); // what starts late by itself, such as a JVM's compiled code, is not measured
        }
        List<Row> rows = new ArrayList<>();
        for (int peers : plan.audiences()) {
            rows.addAll(audience(peers));
        }
        return new BenchReport(rows, BenchMachine.describe());
    }

    private List<Row> audience(int peers) throws IOException, InterruptedException {
        Map<Crowd, List<CrowdOutcome>> outcomes = new LinkedHashMap<>();
        for (int round = 0; round < plan.rounds(); round++) {
            for (Crowd crowd : crowds) {
                CrowdOutcome outcome = deliveries.deliver(crowd, peers);
                progress.report(SwarmFigures.text(crowd.label(), peers, outcome));
                outcomes.computeIfAbsent(crowd, first -> new ArrayList<>()).add(outcome);
            }
        }
        List<SwarmFigures.Other> others = crowds.stream()
                .skip(1)
                .map(crowd -> new SwarmFigures.Other(crowd.label(), outcomes.get(crowd)))
                .toList();
        return new SwarmFigures(peers, outcomes.get(crowds.getFirst()), others).rows();
    }
}
