package io.ayni.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryRulesTest {
    private static Reading at(long ms, long given, long cpuMs) {
        return new Reading(ms, ms, given, given / 2, 7, cpuMs, given / 10, given, 1_000 + ms, 500, Long.MAX_VALUE);
    }

    @Test
    void whatHappenedBetweenReadingsIsInTheRowOfItsPeriod() {
        // Given
        HistoryRules rules = new HistoryRules(at(0, 100, 10));

        // When
        boolean early = rules.take(at(10_000, 300, 15)).isPresent();
        boolean calm = rules.take(at(20_000, 300, 16)).isPresent();
        Sample over = rules.take(at(300_000, 300, 16)).orElseThrow();

        // Then
        assertThat(early || calm).isFalse();
        assertThat(over).isEqualTo(new Sample(0, 20_000, 200, 10_000, 100, 0, 6, 20, 200, 21_000, 500, Long.MAX_VALUE));
    }

    @Test
    void lowestLimitOfThePeriodIsKept() {
        // Given
        HistoryRules rules = new HistoryRules(new Reading(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5_000_000));

        // When
        rules.take(new Reading(10_000, 10_000, 0, 0, 0, 0, 0, 0, 0, 0, 20_000));
        rules.take(new Reading(20_000, 20_000, 0, 0, 0, 0, 0, 0, 0, 0, Long.MAX_VALUE));

        // Then
        assertThat(rules.rest().orElseThrow().limitBytesPerSecond()).isEqualTo(20_000);
    }

    @Test
    void sumThatShrankIsNoNegativeTraffic() {
        // Given
        HistoryRules rules = new HistoryRules(at(0, 1_000, 10));

        // When
        rules.take(at(1_000, 400, 10));

        // Then
        assertThat(rules.rest().orElseThrow().givenBytes()).isZero();
    }

    @Test
    void runningPeriodIsShownTogetherWithWhatIsKeptOfIt() {
        // Given
        HistoryRules rules = new HistoryRules(at(0, 0, 0));
        rules.take(at(1_000, 50, 1));
        Sample kept = ASample.giving(0, 10, 1_000, Long.MAX_VALUE);

        // When
        List<Sample> all = rules.with(List.of(kept));

        // Then
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().givenBytes()).isEqualTo(60);
        assertThat(all.getFirst().observedMs()).isEqualTo(301_000);
    }

    @Test
    void nothingMeasuredIsNoRow() {
        assertThat(new HistoryRules(at(0, 5, 5)).rest()).isEmpty();
        assertThat(new HistoryRules(at(0, 5, 5)).with(List.of())).isEmpty();
    }
}
