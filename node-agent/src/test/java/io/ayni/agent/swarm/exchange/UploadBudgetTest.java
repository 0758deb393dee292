package io.ayni.agent.swarm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UploadBudgetTest {
    private static final int BLOCK = 64 << 10;

    @Test
    void withoutALimitEverythingLeavesAtOnce() {
        UploadBudget free = new UploadBudget(0);

        for (int i = 0; i < 1_000; i++) {
            assertThat(free.tryTake(BLOCK, 0)).isTrue();
        }
    }

    @Test
    void afterABlockThatOverdrawsItTheNextWaitsUntilTheRateHasPaidForIt() {
        // Given: a mebibyte a second, so that a block is paid for in 62.5 ms, less the 50 ms that were saved up
        UploadBudget budget = new UploadBudget(1 << 20);
        assertThat(budget.tryTake(BLOCK, 0)).isTrue();

        assertThat(budget.tryTake(BLOCK, 12)).isFalse();
        assertThat(budget.tryTake(BLOCK, 13)).isTrue();
    }

    @Test
    void overTimeTheRateHolds() {
        UploadBudget budget = new UploadBudget(1 << 20);
        long sent = 0;
        for (long nowMs = 0; nowMs < 10_000; nowMs += 5) {
            while (budget.tryTake(BLOCK, nowMs)) {
                sent += BLOCK;
            }
        }

        assertThat(sent).isBetween(10L << 20, (10L << 20) + 2 * BLOCK);
    }

    @Test
    void aPauseSavesUpNoMoreThanAShortBurst() {
        // Given
        UploadBudget budget = new UploadBudget(1 << 20);
        budget.tryTake(BLOCK, 0);

        // When
        long sent = 0;
        while (budget.tryTake(1 << 10, 3_600_000)) {
            sent += 1 << 10;
        }

        // Then
        assertThat(sent).isBetween(51L << 10, 53L << 10);
    }

    @Test
    void aClockThatStandsStillPaysForNothing() {
        UploadBudget budget = new UploadBudget(1 << 20);
        budget.tryTake(BLOCK, 1_000);

        assertThat(budget.tryTake(BLOCK, 1_000)).isFalse();
    }
}
