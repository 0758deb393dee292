package io.ayni.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EgressLimitTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void sumOfReservationsKeepsTheRate() {
        // Given
        EgressLimit limit = new EgressLimit(1_000_000, 0);
        // When two megabytes are reserved at once
        long wait = 0;
        for (int i = 0; i < 200; i++) {
            wait = limit.reserve(10_000, 0);
        }
        // Then the last byte goes out after two seconds
        assertThat(wait).isEqualTo(2 * SECOND);
    }

    @Test
    void idleTimeGivesNoMoreThanTheBurst() {
        // Given
        EgressLimit limit = new EgressLimit(1_000_000, 0);
        // When an hour passes
        long now = 3600 * SECOND;
        // Then 100 ms worth of bytes go at once and no more
        assertThat(limit.reserve(50_000, now)).isZero();
        assertThat(limit.reserve(50_000, now)).isZero();
        assertThat(limit.reserve(50_000, now)).isEqualTo(SECOND / 20);
    }

    @Test
    void slicesFollowTheRate() {
        assertThat(new EgressLimit(1, 0).sliceBytes()).isEqualTo(1);
        assertThat(new EgressLimit(200_000, 0).sliceBytes()).isEqualTo(10_000);
        assertThat(new EgressLimit(1L << 40, 0).sliceBytes()).isEqualTo(65_536);
        assertThatThrownBy(() -> new EgressLimit(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
