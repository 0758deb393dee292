package io.ayni.agent.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.history.ASample;
import io.ayni.agent.history.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final long FREE = Long.MAX_VALUE;

    @Test
    void lowerLimitIsARangeBetweenPeaksCutOffAndPeaksSpreadOut() {
        // Given: 30 MB went out within 10 of 300 seconds
        List<Sample> rows = List.of(ASample.giving(1, 30_000_000, 10_000, FREE));

        // When
        WhatIf answer = WhatIf.of(rows, 50_000);

        // Then
        assertThat(answer).isEqualTo(new WhatIf(30_000_000, 500_000, 15_000_000, 30_000, 500, 15_000, 300_000));
    }

    @Test
    void higherLimitChangesNothingWhereTheOldOneWasNotUsedUp() {
        // Given: half of what the limit allowed
        List<Sample> rows = List.of(ASample.giving(1, 15_000_000, 300_000, 100_000));

        // When
        WhatIf answer = WhatIf.of(rows, 1_000_000);

        // Then
        assertThat(answer.leastBytes()).isEqualTo(15_000_000);
        assertThat(answer.mostBytes()).isEqualTo(15_000_000);
    }

    @Test
    void higherLimitMayBeUsedToTheFullWhereTheOldOneWas() {
        // Given: nine tenths of what the limit allowed
        List<Sample> rows = List.of(ASample.giving(1, 27_000_000, 300_000, 100_000));

        // When
        WhatIf answer = WhatIf.of(rows, 200_000);

        // Then
        assertThat(answer.leastBytes()).isEqualTo(27_000_000);
        assertThat(answer.mostBytes()).isEqualTo(60_000_000);
        assertThat(answer.mostMicroCredits()).isEqualTo(60_000);
    }

    @Test
    void limitOfNothingGivesNothingAndEarnsNothing() {
        // Given
        List<Sample> rows = List.of(ASample.giving(1, 30_000_000, 10_000, FREE));

        // When
        WhatIf answer = WhatIf.of(rows, 0);

        // Then
        assertThat(answer).isEqualTo(new WhatIf(30_000_000, 0, 0, 30_000, 0, 0, 300_000));
    }

    @Test
    void unlimitedIsNoOverflow() {
        // Given
        List<Sample> rows = List.of(ASample.giving(1, 30_000_000, 10_000, FREE), ASample.giving(2, 5, 10, FREE));

        // When
        WhatIf answer = WhatIf.of(rows, Long.MAX_VALUE);

        // Then
        assertThat(answer.leastBytes()).isEqualTo(30_000_005);
        assertThat(answer.mostBytes()).isEqualTo(30_000_005);
    }

    @Test
    void noHistoryGivesNoAnswer() {
        assertThat(WhatIf.of(List.of(), 1_000_000)).isEqualTo(new WhatIf(0, 0, 0, 0, 0, 0, 0));
    }
}
