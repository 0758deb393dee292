package io.ayni.gateway.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.gateway.announce.EdgeTracker.UnreachableTrackerException;
import io.ayni.gateway.loop.BackOff;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgeAnnouncerTest {
    private Optional<Duration> answer = Optional.empty();
    private EdgeAnnouncer announcer;

    @BeforeEach
    void makeAnnouncer() {
        BackOff backOff = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(15), () -> 0);
        announcer = new EdgeAnnouncer(
                () -> answer.orElseThrow(() -> new UnreachableTrackerException("UNAVAILABLE")), backOff);
    }

    @Test
    void renewsAfterThreeQuartersOfTheToldTime() {
        answer = Optional.of(Duration.ofSeconds(20));
        assertThat(announcer.run()).isEqualTo(Duration.ofSeconds(15));
        assertThat(announcer.isAnnounced()).isTrue();
    }

    @Test
    void foolishIntervalsAreBounded() {
        answer = Optional.of(Duration.ZERO);
        assertThat(announcer.run()).isEqualTo(Duration.ofMillis(500));
        answer = Optional.of(Duration.ofDays(40));
        assertThat(announcer.run()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void goesOnTryingWithGrowingDelays() {
        assertThat(announcer.run()).isEqualTo(Duration.ofMillis(500));
        assertThat(announcer.run()).isEqualTo(Duration.ofSeconds(1));
        assertThat(announcer.isAnnounced()).isFalse();
        for (int i = 0; i < 20; i++) {
            announcer.run();
        }
        assertThat(announcer.run()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void trackerThatComesBackIsGreetedAtOnceAndForgotten() {
        // Given
        announcer.run();
        announcer.run();
        // When
        answer = Optional.of(Duration.ofSeconds(20));
        announcer.run();
        // Then
        assertThat(announcer.isAnnounced()).isTrue();
        answer = Optional.empty();
        assertThat(announcer.run()).isEqualTo(Duration.ofMillis(500));
        assertThat(announcer.isAnnounced()).isFalse();
    }
}
