package io.ayni.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.simulator.swarm.SwarmOutcome;
import io.ayni.simulator.swarm.SwarmPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchRowsTest {
    private static final int BYTES = 16 << 20;

    @Test
    void goalsStandAtTheAudiencesThatHaveOne() {
        // When
        List<BenchRow> rows = BenchRows.of(List.of(outcome(8, 28), outcome(30, 40)));

        // Then
        assertThat(rows)
                .filteredOn(row -> row.goal() != null)
                .extracting(BenchRow::id, BenchRow::n, BenchRow::value, BenchRow::met)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("S1", 8, 1.094, true),
                        org.assertj.core.groups.Tuple.tuple("S1", 30, 1.333, false),
                        org.assertj.core.groups.Tuple.tuple("S4", 30, 1.0, true));
    }

    @Test
    void growthNeedsTenAndAThousandAgents() {
        // Given
        SwarmOutcome few = outcome(10, 2 * SwarmPlan.flashCrowd(10, BYTES, 1).fluidMinimumSeconds());
        SwarmOutcome many =
                outcome(1_000, 2.1 * SwarmPlan.flashCrowd(1_000, BYTES, 1).fluidMinimumSeconds());

        // When
        BenchRow growth = BenchRows.of(List.of(few, many)).getLast();

        // Then
        assertThat(growth.id()).isEqualTo("S5");
        assertThat(growth.value()).isEqualTo(1.05);
        assertThat(growth.met()).isTrue();
    }

    @Test
    void theChartIsAPictureOfAllRuns() {
        var image = AudienceChart.draw(List.of(outcome(10, 30), outcome(100, 31)));

        assertThat(image.getWidth()).isEqualTo(1_000);
        assertThat(image.getHeight()).isEqualTo(700);
    }

    private static SwarmOutcome outcome(int agents, double lastSeconds) {
        SwarmPlan plan = SwarmPlan.flashCrowd(agents, BYTES, 1);
        return new SwarmOutcome(
                plan, true, lastSeconds, lastSeconds, lastSeconds, BYTES, (agents - 1L) * BYTES, 0, 0, 0);
    }
}
