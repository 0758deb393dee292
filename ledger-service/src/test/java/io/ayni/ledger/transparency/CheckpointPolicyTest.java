package io.ayni.ledger.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointPolicyTest {
    private static final CheckpointPolicy POLICY = new CheckpointPolicy(Duration.ofSeconds(10), 1000);

    @Test
    void aShardWithoutACheckpointGetsOneAtOnce() {
        assertThat(POLICY.isDue(new LogState(0, 0, LogState.NOTHING, 0), 5)).isTrue();
    }

    @Test
    void nothingNewNeedsNone() {
        assertThat(POLICY.isDue(new LogState(0, 7, 7, 0), 1_000_000)).isFalse();
    }

    @Test
    void aNewEntryWaitsForTheInterval() {
        assertThat(POLICY.isDue(new LogState(0, 8, 7, 50_000), 59_999)).isFalse();
        assertThat(POLICY.isDue(new LogState(0, 8, 7, 50_000), 60_000)).isTrue();
    }

    @Test
    void manyNewEntriesDoNotWait() {
        assertThat(POLICY.isDue(new LogState(0, 1006, 7, 50_000), 50_001)).isFalse();
        assertThat(POLICY.isDue(new LogState(0, 1007, 7, 50_000), 50_001)).isTrue();
    }
}
