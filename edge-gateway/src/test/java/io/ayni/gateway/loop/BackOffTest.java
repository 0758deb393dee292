package io.ayni.gateway.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void delaysDoubleUpToTheLongest() {
        BackOff backOff = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(3), () -> 0);
        assertThat(backOff.afterFailure()).isEqualTo(Duration.ofMillis(500));
        assertThat(backOff.afterFailure()).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.afterFailure()).isEqualTo(Duration.ofSeconds(2));
        assertThat(backOff.afterFailure()).isEqualTo(Duration.ofSeconds(3));
        assertThat(backOff.afterFailure()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void successStartsOver() {
        BackOff backOff = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(3), () -> 0.5);
        assertThat(backOff.isFailing()).isFalse();
        assertThat(backOff.afterFailure()).isEqualTo(Duration.ofMillis(375));
        assertThat(backOff.isFailing()).isTrue();
        backOff.reset();
        assertThat(backOff.isFailing()).isFalse();
        assertThat(backOff.afterFailure()).isEqualTo(Duration.ofMillis(375));
    }
}
