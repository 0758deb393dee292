package io.ayni.agent.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final long SEED = 4711;

    @Test
    void waitingDoublesUpToTheLongestTimeWithJitterOfAtMostHalf() {
        // Given
        BackOff backOff = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30), new Random(SEED));
        long[] bounds = {500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000};

        // Then
        for (long bound : bounds) {
            assertThat(backOff.next().toMillis()).as("seed %d", SEED).isBetween(bound / 2, bound);
        }
    }

    @Test
    void successMakesTheNextWaitShortAgain() {
        BackOff backOff = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30), new Random(SEED));
        for (int i = 0; i < 10; i++) {
            backOff.next();
        }

        backOff.reset();

        assertThat(backOff.next().toMillis()).as("seed %d", SEED).isBetween(250L, 500L);
    }

    @Test
    void manyNodesDoNotReturnAtTheSameMoment() {
        Random random = new Random(SEED);

        long distinct = java.util.stream.IntStream.range(0, 100)
                .mapToLong(node -> new BackOff(Duration.ofSeconds(8), Duration.ofSeconds(30), random)
                        .next()
                        .toMillis())
                .distinct()
                .count();

        assertThat(distinct).as("seed %d", SEED).isGreaterThan(90);
    }
}
