package io.ayni.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UploadCountTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);
    private static final Quota HUNDRED_MB = new Quota(100_000_000);

    private final UploadCount count = new UploadCount(Map.of(), NOVEMBER, HUNDRED_MB);

    @Test
    void nothingIsTakenBeforeItIsReservedOnDisk() {
        assertThat(count.tryTake(1)).isFalse();
        assertThat(count.isRunningOut()).isTrue();

        reserve();

        assertThat(count.tryTake(1)).isTrue();
        assertThat(count.usedBytes()).isEqualTo(1);
    }

    @Test
    void whoUploadsNothingReservesNothing() {
        assertThat(count.isRunningOut()).isFalse();
        assertThat(count.isAhead()).isFalse();
    }

    @Test
    void aStepIsASixtyFourthOfTheQuotaAndOneAndAHalfMegabytesHere() {
        count.tryTake(1);

        assertThat(count.withNextStep()).isEqualTo(Map.of(NOVEMBER, 1_562_500L));
    }

    @Test
    void theNextStepIsAskedForWhenHalfOfOneIsLeft() {
        reserve();
        count.tryTake(781_250);
        assertThat(count.isRunningOut()).isFalse();

        count.tryTake(1);

        assertThat(count.isRunningOut()).isTrue();
    }

    @Test
    void theQuotaIsNeverExceededNotEvenByAByte() {
        long taken = 0;
        while (true) {
            if (count.tryTake(65_536)) {
                taken += 65_536;
            } else if (count.isRunningOut()) {
                reserve();
            } else {
                break;
            }
        }

        assertThat(taken).isEqualTo(1_525 * 65_536L);
        assertThat(HUNDRED_MB.bytes() - taken).isBetween(0L, 65_535L);
        assertThat(HUNDRED_MB.isUsedUp(taken)).isTrue();
    }

    @Test
    void aQuotaThatIsLoweredBelowWhatIsReservedHoldsAtOnce() {
        reserve();
        count.turn(NOVEMBER, new Quota(1_000_000));

        assertThat(count.tryTake(1_000_001)).isFalse();
        assertThat(count.tryTake(1_000_000)).isTrue();
    }

    @Test
    void anEndInGoodOrderIsExactAndAKillIsAStepAheadAtMost() {
        // Given
        reserve();
        count.tryTake(5_000);

        // When
        Map<YearMonth, Long> onDisk = count.withNextStep();
        Map<YearMonth, Long> atTheEnd = count.end();

        // Then
        assertThat(onDisk).isEqualTo(Map.of(NOVEMBER, 1_567_500L));
        assertThat(atTheEnd).isEqualTo(Map.of(NOVEMBER, 5_000L));
        assertThat(count.tryTake(1)).isFalse();
    }

    @Test
    void aNewMonthBeginsFromNothingAndTheOldOneIsKept() {
        // Given
        reserve();
        count.tryTake(5_000);

        // When
        count.turn(DECEMBER, HUNDRED_MB);
        assertThat(count.tryTake(1)).isFalse();
        reserve();

        // Then
        assertThat(count.usedBytes()).isZero();
        assertThat(count.end()).isEqualTo(Map.of(NOVEMBER, 5_000L, DECEMBER, 0L));
    }

    @Test
    void aClockThatWasWrongForAWhileLosesNothing() {
        reserve();
        count.tryTake(5_000);

        count.turn(YearMonth.of(1970, 1), HUNDRED_MB);
        count.turn(NOVEMBER, HUNDRED_MB);

        assertThat(count.usedBytes()).isEqualTo(5_000);
    }

    @Test
    void twelveMonthsAreRememberedAndThePresentOneAlways() {
        for (int i = 0; i < 20; i++) {
            count.turn(NOVEMBER.plusMonths(i), HUNDRED_MB);
            reserve();
        }
        count.turn(YearMonth.of(1970, 1), HUNDRED_MB);
        reserve();

        assertThat(count.end()).hasSize(12).containsKey(YearMonth.of(1970, 1));
    }

    private void reserve() {
        count.reserved(count.withNextStep());
    }
}
