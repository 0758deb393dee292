package io.ayni.launcher.bench.ledger;

import io.ayni.launcher.bench.BenchReport.Row;
import io.ayni.launcher.bench.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was measured, and the rows that it makes: ratios are taken within a round, and their median is quoted.
 *
 * @param rounds in the order of measuring
 * @param replayPerSecond settlements a second when every record comes again
 * @param visibleMs from acceptance to commit, milliseconds, at half of the measured rate
 */
record LedgerFigures(List<Round> rounds, double replayPerSecond, Samples visibleMs) {
    private static final double GOAL_OF_BOUND = 0.6;
    private static final double GOAL_OF_PGBENCH = 5;
    private static final double GOAL_OF_REPLAY = 3;
    private static final double GOAL_VISIBLE_MS = 300;

    /**
     * What one turn of each yielded.
     *
     * @param ledger the ledger's
     * @param pgbenchPerSecond transfers a second, empty where there is no pgbench
     * @param boundPerSecond settlements a second if nothing but signatures were checked
     */
    record Round(Pass ledger, Optional<Double> pgbenchPerSecond, double boundPerSecond) {}

    /** Median of rounds: settlements a second, end to end. */
    static double perSecond(List<Round> rounds) {
        return Samples.of(
                        rounds.stream().map(round -> round.ledger().perSecond()).toList())
                .median();
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        double bound = median(Round::boundPerSecond);
        rows.add(Row.plain("L1", "settlements, Kafka to committed", rounds.size(), perSecond(rounds), "/s"));
        rows.add(atLeast("L1", "of what checking signatures alone allows", this::ofBound, GOAL_OF_BOUND)
                .beside("signatures only, all cores, settlements/s", bound));
        rows.add(plain("L1", "settlements per CPU-second of the ledger", Pass::perLedgerCpuSecond, "/s"));
        rows.add(plain("L1", "CPU of a settlement, ledger", pass -> pass.microsOf(pass.ledgerCpu()), "us"));
        rows.add(plain("L1", "CPU of a settlement, PostgreSQL", pass -> pass.microsOf(pass.postgresCpu()), "us"));
        rows.add(plain("L1", "CPU of a settlement, Kafka", pass -> pass.microsOf(pass.kafkaCpu()), "us"));
        rows.add(Row.atLeast(
                "L1",
                "replay of every record, over its first pass",
                rounds.size(),
                replayPerSecond / perSecond(rounds),
                "x",
                GOAL_OF_REPLAY));
        pgbenchPerSecond()
                .ifPresent(peer ->
                        rows.add(atLeast("L2", "over one transfer per transaction", this::ofPgbench, GOAL_OF_PGBENCH)
                                .beside(Pgbench.LABEL, peer)));
        rows.add(Row.plain("L6", "accepted to visible, half load, p50", visibleMs.count(), visibleMs.median(), "ms"));
        rows.add(Row.atMost(
                "L6",
                "accepted to visible, half load, p99",
                visibleMs.count(),
                visibleMs.percentile(99),
                "ms",
                GOAL_VISIBLE_MS));
        return rows;
    }

    private Optional<Double> pgbenchPerSecond() {
        return rounds.stream().allMatch(round -> round.pgbenchPerSecond().isPresent())
                ? Optional.of(median(round -> round.pgbenchPerSecond().orElseThrow()))
                : Optional.empty();
    }

    private double ofBound(Round round) {
        return round.ledger().perSecond() / round.boundPerSecond();
    }

    private double ofPgbench(Round round) {
        return round.ledger().perSecond() / round.pgbenchPerSecond().orElseThrow();
    }

    private Row atLeast(String id, String label, Function<Round, Double> ratio, double goal) {
        return Row.atLeast(id, label, rounds.size(), median(ratio), "x", goal);
    }

    private Row plain(String id, String label, Function<Pass, Double> figure, String unit) {
        return Row.plain(id, label, rounds.size(), median(round -> figure.apply(round.ledger())), unit);
    }

    private double median(Function<Round, Double> figure) {
        return Samples.of(rounds.stream().map(figure).toList()).median();
    }
}
