package io.ayni.launcher.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ayni.launcher.bench.BenchReport.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwarmFiguresTest {
    private static final long COPY = SwarmBenchPlan.FILE_BYTES;

    private final List<CrowdOutcome> ours =
            List.of(new CrowdOutcome(33, COPY, 9), new CrowdOutcome(36, 2 * COPY, 7), new CrowdOutcome(30, COPY, 8));

    @Test
    void mediansStandBesideThoseOfEachOtherProgram() {
        // Given
        var libtorrent = new SwarmFigures.Other("libtorrent", List.of(new CrowdOutcome(45, 2 * COPY, 4)));

        // When
        List<Row> rows = new SwarmFigures(30, ours, List.of(libtorrent)).rows();

        // Then: the minimum of 30 peers is 30 s
        assertThat(rows)
                .extracting(Row::id, Row::label, Row::value, Row::peer, Row::peerValue, Row::met)
                .containsExactly(
                        tuple("S1", "N = 30, last finish ÷ minimum", 1.1, "libtorrent", 1.5, true),
                        tuple("S4", "N = 30, copies out of the seed", 1.0, "libtorrent", 2.0, true),
                        tuple("S1", "N = 30, CPU of seed and peers", 8.0, "libtorrent", 4.0, null));
    }

    @Test
    void whatAProgramDoesNotTellIsNotComparedAndAloneOurRowsStand() {
        // Given
        var silent = new SwarmFigures.Other("aria2", List.of(new CrowdOutcome(45, 0, 4)));

        // Then
        assertThat(new SwarmFigures(30, ours, List.of(silent)).rows())
                .extracting(Row::id, Row::peer)
                .containsExactly(tuple("S1", "aria2"), tuple("S4", null), tuple("S1", "aria2"));
        assertThat(new SwarmFigures(30, ours, List.of()).rows())
                .extracting(Row::peer)
                .containsOnlyNulls();
    }

    @Test
    void copiesHaveAGoalInLargeCrowdsOnly() {
        assertThat(new SwarmFigures(8, ours, List.of()).rows())
                .filteredOn(row -> row.id().equals("S4"))
                .extracting(Row::goal)
                .containsOnlyNulls();
    }
}
