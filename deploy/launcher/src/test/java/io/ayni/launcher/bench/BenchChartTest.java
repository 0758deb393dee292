package io.ayni.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.launcher.bench.BenchReport.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchChartTest {
    @Test
    void barIsAsLongAsTheFigureIsBesideItsGoalAndAtMostTwice() {
        assertThat(BenchChart.barLength(Row.atLeast("L1", "half", 3, 0.3, "x", 0.6)))
                .isEqualTo(215);
        assertThat(BenchChart.barLength(Row.atLeast("L2", "reached", 3, 5, "x", 5)))
                .isEqualTo(430);
        assertThat(BenchChart.barLength(Row.atMost("L6", "far off", 3, 3000, "ms", 300)))
                .isEqualTo(860);
    }

    @Test
    void captionSaysFigureGoalAndWhetherItIsMet() {
        assertThat(BenchChart.caption(Row.atMost("L6", "delay", 3, 120, "ms", 300)))
                .isEqualTo("L6  delay: 120.00 ms, goal <= 300.0, met");
    }

    @Test
    void pictureHasARowForEachGoal(@TempDir Path directory) throws Exception {
        // Given
        var report = new BenchReport(
                List.of(
                        Row.atLeast("L1", "a", 3, 1, "x", 2),
                        Row.plain("L1", "b", 3, 1, "/s"),
                        Row.atMost("L6", "c", 3, 1, "ms", 2)),
                Map.of());
        Path file = directory.resolve("chart.png");

        // When
        BenchChart.write(report, file);

        // Then
        var image = ImageIO.read(file.toFile());
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(900, 152);
    }
}
