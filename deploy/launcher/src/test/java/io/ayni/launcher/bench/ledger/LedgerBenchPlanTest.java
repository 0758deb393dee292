package io.ayni.launcher.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerBenchPlanTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " 0 | 10 | --rounds is 0; this takes 1 to 20.",
                "21 | 10 | --rounds is 21; this takes 1 to 20.",
                " 3 |  0 | --seconds is 0; this takes 1 to 60.",
                " 3 | 61 | --seconds is 61; this takes 1 to 60."
            })
    void planBeyondItsLimitsIsRefused(int rounds, int seconds, String sentence) {
        assertThatThrownBy(() -> new LedgerBenchPlan(rounds, seconds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void limitsThemselvesAreTaken() {
        assertThat(new LedgerBenchPlan(20, 60)).isEqualTo(new LedgerBenchPlan(20, 60));
        assertThat(new LedgerBenchPlan(1, 1).rounds()).isEqualTo(1);
    }
}
