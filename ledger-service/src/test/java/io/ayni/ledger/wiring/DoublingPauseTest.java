package io.ayni.ledger.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoublingPauseTest {
    @Test
    void pausesDoubleUpToTheLongest() {
        DoublingPause pause = new DoublingPause(Duration.ofMillis(100), Duration.ofSeconds(5));
        assertThat(IntStream.rangeClosed(1, 8)
                        .mapToObj(failures -> pause.after(failures).toMillis()))
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
    }

    @Test
    void anyNumberOfFailuresHasAPause() {
        // Given the longest first pause that the settings allow
        DoublingPause pause = new DoublingPause(Duration.ofSeconds(10), Duration.ofMinutes(5));

        // Then
        assertThat(pause.after(1_000)).isEqualTo(Duration.ofMinutes(5));
        assertThat(pause.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aFirstPauseIsNeverLongerThanTheLongest() {
        DoublingPause pause = new DoublingPause(Duration.ofSeconds(10), Duration.ofSeconds(1));
        assertThat(pause.after(1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aThreadThatIsToldToStopDoesNotPause() {
        // Given
        DoublingPause pause = new DoublingPause(Duration.ofMinutes(5), Duration.ofMinutes(5));
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> pause.pause(1)).isInstanceOf(InterruptedException.class);
    }
}
