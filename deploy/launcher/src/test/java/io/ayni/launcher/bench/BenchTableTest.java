package io.ayni.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.launcher.bench.BenchReport.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchTableTest {
    @Test
    void linesHaveFigureGoalAndPeerUnderTheirHeadings() {
        // Given
        var report = new BenchReport(
                List.of(
                        Row.atLeast("L2", "ratio", 3, 5.257, "x", 5).beside("pgbench", 2200),
                        Row.atMost("L6", "delay, p99", 900, 301, "ms", 300),
                        Row.plain("L1", "settlements", 3, 6000, "/s")),
                Map.of());

        // When, Then
        assertThat(BenchTable.lines(report))
                .containsExactly(
                        "id  measure            value unit goal             beside",
                        "L2  ratio               5.26 x    met: >= 5.0      pgbench: 2200.00",
                        "L6  delay, p99        301.00 ms   missed: <= 300.0",
                        "L1  settlements      6000.00 /s");
    }
}
