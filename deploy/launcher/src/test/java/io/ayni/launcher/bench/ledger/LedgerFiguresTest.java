package io.ayni.launcher.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.launcher.bench.BenchReport.Row;
import io.ayni.launcher.bench.Samples;
import io.ayni.launcher.bench.ledger.LedgerFigures.Round;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerFiguresTest {
    private static final Samples VISIBLE_MS = Samples.of(List.of(20.0, 40.0, 350.0));

    @Test
    void ratiosAreTakenWithinEachRoundAndTheirMedianIsQuoted() {
        // Given a slow second round, in which everything was slow
        List<Round> rounds = List.of(round(6000, 1000, 8000), round(3000, 500, 4000), round(6200, 1000, 10_000));

        // When
        List<Row> rows = new LedgerFigures(rounds, 24_000, VISIBLE_MS).rows();

        // Then
        assertThat(rows)
                .containsExactly(
                        row("L1", "settlements, Kafka to committed", 3, 6000, "/s"),
                        new Row(
                                "L1",
                                "of what checking signatures alone allows",
                                3,
                                0.75,
                                "x",
                                "signatures only, all cores, settlements/s",
                                8000.0,
                                ">= 0.6",
                                true),
                        row("L1", "settlements per CPU-second of the ledger", 3, 4000, "/s"),
                        row("L1", "CPU of a settlement, ledger", 3, 250, "us"),
                        row("L1", "CPU of a settlement, PostgreSQL", 3, 125, "us"),
                        row("L1", "CPU of a settlement, Kafka", 3, 12.5, "us"),
                        new Row(
                                "L1",
                                "replay of every record, over its first pass",
                                3,
                                4,
                                "x",
                                null,
                                null,
                                ">= 3.0",
                                true),
                        new Row(
                                "L2",
                                "over one transfer per transaction",
                                3,
                                6,
                                "x",
                                "pgbench, one transfer per transaction, 4 clients",
                                1000.0,
                                ">= 5.0",
                                true),
                        row("L6", "accepted to visible, half load, p50", 3, 40, "ms"),
                        new Row(
                                "L6",
                                "accepted to visible, half load, p99",
                                3,
                                350,
                                "ms",
                                null,
                                null,
                                "<= 300.0",
                                false));
    }

    @Test
    void withoutPgbenchItsRowIsLeftOut() {
        // Given
        List<Round> rounds = List.of(new Round(pass(6000), Optional.empty(), 8000));

        // When
        List<Row> rows = new LedgerFigures(rounds, 24_000, VISIBLE_MS).rows();

        // Then
        assertThat(rows).extracting(Row::id).doesNotContain("L2").hasSize(9);
    }

    private static Round round(double perSecond, double pgbench, double bound) {
        return new Round(pass(perSecond), Optional.of(pgbench), bound);
    }

    /** 60,000 settlements, for each 250 microseconds of the ledger, 125 of PostgreSQL and 12.5 of Kafka. */
    private static Pass pass(double perSecond) {
        return new Pass(60_000, 60_000 / perSecond, 15, 7.5, 0.75);
    }

    private static Row row(String id, String label, int n, double value, String unit) {
        return new Row(id, label, n, value, unit, null, null, null, null);
    }
}
