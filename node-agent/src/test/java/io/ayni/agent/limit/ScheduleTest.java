package io.ayni.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    /** 2026-11-23 is a Monday. */
    private static final Schedule WORK = Schedule.parse("mon-fri 08:00-18:00 0; sat,sun 00:00-24:00 2M");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-11-23T07:59, none",
                "2026-11-23T08:00, 0",
                "2026-11-27T17:59, 0",
                "2026-11-27T18:00, none",
                "2026-11-28T00:00, 2000000",
                "2026-11-29T23:59, 2000000",
                "2026-11-30T00:00, none"
            })
    void aBandHoldsFromItsFirstMinuteToTheMinuteBeforeItsEnd(String wall, Long bytesPerSecond) {
        assertThat(rateAt(WORK, wall)).isEqualTo(bytesPerSecond);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-11-29T21:59, none",
                "2026-11-29T22:00, 100000",
                "2026-11-30T05:59, 100000",
                "2026-11-30T06:00, none"
            })
    void aBandOverMidnightGoesOnIntoTheNextDayAlsoFromSundayToMonday(String wall, Long bytesPerSecond) {
        assertThat(rateAt(Schedule.parse("sun 22:00-06:00 100K"), wall)).isEqualTo(bytesPerSecond);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mon 08:00-12:00 0; mon 11:59-13:00 1M",
                "mon-sun 08:00-12:00 0; wed 10:00-11:00 1M",
                "sun 22:00-06:00 0; mon 05:00-07:00 1M",
                "mon,mon-tue 10:00-09:00 0; wed 08:00-08:30 0",
            })
    void bandsThatOverlapAreRefusedAndNamed(String text) {
        assertThatThrownBy(() -> Schedule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bands overlap: \"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mon",
                "mon 8-18 0",
                "mon 08:00-08:00 0",
                "mon 24:00-08:00 0",
                "mon 08:00-25:00 0",
                "mon 24:01-25:00 0",
                "moon 08:00-09:00 0",
                "mon 08:00-09:00",
                "mon 08:00-09:00 fast",
                "mon- 08:00-09:00 0",
                ", 08:00-09:00 0"
            })
    void whatIsNoBandIsRefused(String text) {
        assertThatThrownBy(() -> Schedule.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bandsThatTouchAreTwo() {
        assertThat(Schedule.parse("mon 08:00-12:00 0; mon 12:00-08:00 1M").bands())
                .hasSize(2);
    }

    @Test
    void daysMayGoOverTheWeekendAndAreWrittenShort() {
        assertThat(Band.parse("fri-mon,wed 8:00-0:00 1M")).hasToString("mon,wed,fri-sun 08:00-24:00 1 MB/s");
    }

    @Test
    void moreThan32BandsAreTooMany() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 33; i++) {
            text.append("mon %02d:%02d-%02d:%02d 0;".formatted(i / 2, i % 2 * 30, i / 2, i % 2 * 30 + 10));
        }
        assertThatThrownBy(() -> Schedule.parse(text.toString())).hasMessage("a schedule has at most 32 bands");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T12:00:00Z, 2026-11-25T18:00:00Z",
        "2026-11-25T18:00:00Z, 2026-11-26T08:00:00Z",
        "2026-11-27T18:00:00Z, 2026-11-28T00:00:00Z",
        "2026-11-28T00:00:00Z, 2026-11-30T00:00:00Z"
    })
    void theNextChangeIsWhenAnotherBandHolds(String now, String change) {
        assertThat(WORK.nextChange(Instant.parse(now), LISBON)).contains(Instant.parse(change));
    }

    @Test
    void withoutBandsAndWithOneThatFillsTheWeekNothingChanges() {
        Instant now = Instant.parse("2026-11-25T12:00:00Z");

        assertThat(Schedule.NONE.nextChange(now, LISBON)).isEmpty();
        assertThat(Schedule.parse("mon-sun 00:00-24:00 1M").nextChange(now, LISBON))
                .isEmpty();
    }

    @Test
    void aBandThatEndsInTheHourThatIsMissingEndsWhereItIsMissing() {
        // Given: on 2026-03-29 clocks in Lisbon go from 01:00 to 02:00
        Schedule night = Schedule.parse("sat 22:00-01:30 0");
        Instant forward = Instant.parse("2026-03-29T01:00:00Z");

        assertThat(night.at(wall(forward.minusSeconds(1)))).isPresent();
        assertThat(night.at(wall(forward))).isEmpty();
        assertThat(night.nextChange(Instant.parse("2026-03-29T00:10:00Z"), LISBON))
                .contains(forward);
    }

    @Test
    void anHourThatComesTwiceCountsTwice() {
        // Given: on 2026-10-25 clocks in Lisbon go from 02:00 back to 01:00, at 01:00 UTC
        Schedule night = Schedule.parse("sun 01:00-01:30 0");

        assertThat(night.nextChange(Instant.parse("2026-10-25T00:10:00Z"), LISBON))
                .contains(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(night.nextChange(Instant.parse("2026-10-25T00:30:00Z"), LISBON))
                .contains(Instant.parse("2026-10-25T01:00:00Z"));
        assertThat(night.nextChange(Instant.parse("2026-10-25T01:00:00Z"), LISBON))
                .contains(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingChangesBeforeTheNextChangeAroundTheTurnOfTheClocks(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        int from = random.nextInt(24 * 60);
        int to = (from + random.nextInt(1, 24 * 60)) % (24 * 60);
        Schedule schedule =
                Schedule.parse("sat,sun %02d:%02d-%02d:%02d 0".formatted(from / 60, from % 60, to / 60, to % 60));
        Instant now = Instant.parse("2026-03-28T12:00:00Z").plusSeconds(60L * random.nextInt(24 * 60));

        // When
        Instant change = schedule.nextChange(now, LISBON).orElseThrow();

        // Then
        Optional<Band> present = schedule.at(wall(now));
        for (Instant at = now; at.isBefore(change); at = at.plusSeconds(60)) {
            assertThat(schedule.at(wall(at))).as("%s at %s", schedule, at).isEqualTo(present);
        }
        assertThat(schedule.at(wall(change))).as("%s at %s", schedule, change).isNotEqualTo(present);
    }

    private static LocalDateTime wall(Instant at) {
        return LocalDateTime.ofInstant(at, LISBON);
    }

    private static Long rateAt(Schedule schedule, String wall) {
        return schedule.at(LocalDateTime.parse(wall))
                .map(band -> band.upload().bytesPerSecond())
                .orElse(null);
    }
}
