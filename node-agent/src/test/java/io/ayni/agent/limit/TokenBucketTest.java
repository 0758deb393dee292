package io.ayni.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final int BLOCK = 64 << 10;
    private static final Rate MEBIBYTE = new Rate(1 << 20);

    private final TokenBucket bucket = new TokenBucket();

    @Test
    void withoutALimitEverythingLeavesAtOnce() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(bucket.tryTake(Rate.UNLIMITED, BLOCK, 0)).isTrue();
        }
    }

    @Test
    void zeroIsNothingAtAnyTime() {
        assertThat(bucket.tryTake(Rate.ZERO, 1, 0)).isFalse();
        assertThat(bucket.tryTake(Rate.ZERO, 1, 3_600_000)).isFalse();
    }

    @Test
    void afterABlockThatOverdrawsItTheNextWaitsUntilTheRateHasPaidForIt() {
        // Given: a block is paid for in 62.5 ms, less the 50 ms that were saved up
        assertThat(bucket.tryTake(MEBIBYTE, BLOCK, 1_000)).isTrue();

        assertThat(bucket.tryTake(MEBIBYTE, BLOCK, 1_012)).isFalse();
        assertThat(bucket.tryTake(MEBIBYTE, BLOCK, 1_013)).isTrue();
    }

    @Test
    void aPauseSavesUpNoMoreThanAShortBurst() {
        // Given
        bucket.tryTake(MEBIBYTE, BLOCK, 1);

        // When
        long sent = 0;
        while (bucket.tryTake(MEBIBYTE, 1 << 10, 3_600_000)) {
            sent += 1 << 10;
        }

        // Then
        assertThat(sent).isEqualTo(52 << 10);
    }

    @Test
    void aClockThatStandsStillPaysForNothing() {
        bucket.tryTake(MEBIBYTE, BLOCK, 1_000);

        assertThat(bucket.tryTake(MEBIBYTE, BLOCK, 1_000)).isFalse();
    }

    @Test
    void aLimitThatFollowsOnNoneBeginsWithNothingSavedUp() {
        bucket.tryTake(Rate.UNLIMITED, BLOCK, 1_000);

        assertThat(bucket.tryTake(MEBIBYTE, 1, 1_000)).isFalse();
        assertThat(bucket.tryTake(MEBIBYTE, 1, 1_001)).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noSixtySecondsGiveMoreThanTheRateAndOneBlockAndHardlyLess(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        Rate rate = new Rate(random.nextLong(100_000, 20_000_000));
        long[] sentUntil = new long[120_001];

        // When: whoever asks does so every few milliseconds, for blocks of any length
        long next = 1;
        for (int ms = 1; ms <= 120_000; ms++) {
            sentUntil[ms] = sentUntil[ms - 1];
            if (ms >= next) {
                int block = random.nextInt(1 << 10, 256 << 10);
                while (bucket.tryTake(rate, block, ms)) {
                    sentUntil[ms] += block;
                    block = random.nextInt(1 << 10, 256 << 10);
                }
                next = ms + random.nextInt(1, 11);
            }
        }

        // Then
        for (int ms = 60_000; ms <= 120_000; ms += 97) {
            double share = (sentUntil[ms] - sentUntil[ms - 60_000]) / (60.0 * rate.bytesPerSecond());
            assertThat(share).isBetween(0.95, 1.05);
        }
    }
}
