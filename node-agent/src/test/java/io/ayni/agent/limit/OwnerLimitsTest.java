package io.ayni.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.agent.limit.Surroundings.Line;
import io.ayni.agent.limit.Surroundings.Power;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerLimitsTest {
    private static final int BLOCK = 65_536;

    @TempDir
    Path directory;

    private final List<Boolean> told = new ArrayList<>();
    private AnOwner owner;
    private long tickMs;

    @BeforeEach
    void begin() throws IOException {
        owner = AnOwner.at(directory, "2026-11-25T12:00:00Z"); // a Wednesday
        watch();
    }

    private void watch() {
        owner.limits()
                .begin(now -> told.add(now.allowsUpload()), () -> owner.limits().refresh());
        told.clear();
    }

    @Test
    void whoSaidNothingUploadsAtAnyRateTwentyGigabytesAMonth() {
        LimitsView view = owner.limits().view();

        assertThat(view.holds().upload().isUnlimited()).isTrue();
        assertThat(view.limits().monthlyUpload().bytes()).isEqualTo(20_000_000_000L);
        assertThat(owner.hears()).isEqualTo("uploads at any rate");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aRateHoldsWhenTheCallReturnsAndAfterARestart() throws IOException {
        owner.wants("uploadBytesPerSecond", "100K");

        assertThat(owner.hears()).isEqualTo("uploads at most 100 kB/s");
        assertThat(takenIn(Duration.ofSeconds(60))).isBetween(5_700_000L, 6_300_000L);
        assertThat(owner.restarted().hears()).isEqualTo("uploads at most 100 kB/s");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("limits"))))
                .isEqualTo("rw-------");
    }

    @Test
    void zeroMeansZero() {
        owner.wants("uploadBytesPerSecond", 0L);

        assertThat(owner.hears()).isEqualTo("uploads nothing");
        assertThat(told).containsExactly(false);
        assertThat(takenIn(Duration.ofSeconds(60))).isZero();
    }

    @Test
    void theStartOfTheAgentCanOnlyTighten() throws IOException {
        owner.wants("uploadBytesPerSecond", "1M");

        assertThat(owner.restartedWithAtMost("500K").hears())
                .isEqualTo("uploads at most 500 kB/s, as this agent was started with --max-upload");
        assertThat(owner.restartedWithAtMost("2M").hears()).isEqualTo("uploads at most 1 MB/s");
    }

    @Test
    void aPauseStopsAtOnceSurvivesARestartAndEndsByItself() throws IOException {
        // When
        owner.limits().pause(Optional.of(Duration.ofHours(2)));

        // Then
        assertThat(told).containsExactly(false);
        assertThat(takenIn(Duration.ofSeconds(10))).isZero();
        assertThat(owner.hears()).isEqualTo("paused until 14:00");
        owner.restarted();
        watch();
        assertThat(owner.hears()).isEqualTo("paused until 14:00");
        owner.pass(Duration.ofHours(2));
        assertThat(told).containsExactly(true);
        assertThat(owner.hears()).isEqualTo("uploads at any rate");
    }

    @Test
    void aPauseOverMidnightNamesTheDayAndOneWithoutAnEndWaitsForTheOwner() throws IOException {
        owner.limits().pause(Optional.of(Duration.ofHours(24)));
        assertThat(owner.hears()).isEqualTo("paused until 12:00 on 26 November");

        owner.limits().pause(Optional.empty());
        owner.pass(Duration.ofDays(400));
        assertThat(owner.hears()).isEqualTo("paused until you resume");

        owner.limits().resume();
        assertThat(owner.hears()).isEqualTo("uploads at any rate");
    }

    @Test
    void aQuotaEndsTheMonthsUploadsAndTheNextMonthBeginsWhereTheOwnerIs() throws IOException {
        // Given
        owner.wants("monthlyUploadBytes", "20M");
        owner.wants("timeZone", "Pacific/Auckland");

        // When
        long taken = takenIn(Duration.ofSeconds(1));

        // Then
        assertThat(taken).isEqualTo(305L * BLOCK).isLessThanOrEqualTo(20_000_000);
        owner.pass(Duration.ZERO);
        assertThat(owner.hears()).isEqualTo("quota used up: 20.0 of 20.0 MB, again on 1 December");
        assertThat(told).endsWith(false);
        owner.pass(Duration.between(owner.limits().view().now(), java.time.Instant.parse("2026-11-30T10:59:59Z")));
        assertThat(owner.limits().allowsUpload()).isFalse();
        owner.pass(Duration.ofSeconds(1));
        assertThat(owner.limits().allowsUpload()).isTrue();
    }

    @Test
    void aKilledAgentHasCountedAtMostOneStepTooMuchAndAnOrderlyEndIsExact() throws IOException {
        // Given
        owner.wants("monthlyUploadBytes", "128M");
        owner.wants("uploadBytesPerSecond", "1M");
        long taken = takenIn(Duration.ofSeconds(5));

        // When
        owner.restarted();
        watch();

        // Then
        long afterKill = owner.limits().view().usedBytes();
        assertThat(afterKill - taken).isBetween(0L, 2_000_000L);
        long further = takenIn(Duration.ofSeconds(5));
        owner.limits().close();
        assertThat(owner.restarted().limits().view().usedBytes()).isEqualTo(afterKill + further);
    }

    @Test
    void whenTheCountCannotBeKeptNothingIsUploadedUntilItCan() throws IOException {
        // Given
        Path inTheWay = Files.createDirectories(directory.resolve("usage.tmp/x"));

        // When
        long taken = takenIn(Duration.ofSeconds(1));

        // Then
        assertThat(taken).isZero();
        assertThat(owner.hears()).isEqualTo("stopped: what is uploaded cannot be counted on disk, see the log");
        Files.delete(inTheWay);
        owner.pass(Duration.ofSeconds(1));
        assertThat(takenIn(Duration.ofSeconds(1))).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "METERED, UNKNOWN, stopped: the line is metered",
        "UNMETERED, BATTERY, stopped: the machine runs on battery",
        "UNMETERED, MAINS, uploads at any rate",
        "UNKNOWN, UNKNOWN, uploads at any rate"
    })
    void onBatteryAndOnAMeteredLineUploadsRest(Line line, Power power, String heard) {
        owner.moves(new Surroundings(power, line));

        assertThat(owner.hears()).isEqualTo(heard);
    }

    @Test
    void theOwnerMayShareThereAllTheSameAndKnowsTheLineBetter() {
        owner.moves(new Surroundings(Power.BATTERY, Line.METERED));
        owner.wants("metered", "no");
        assertThat(owner.hears()).isEqualTo("stopped: the machine runs on battery");
        owner.wants("onBattery", "share");
        assertThat(owner.hears()).isEqualTo("uploads at any rate");

        owner.wants("metered", "yes");
        assertThat(owner.hears()).isEqualTo("stopped: the line is metered");
        owner.wants("onMetered", "share");
        assertThat(owner.hears()).isEqualTo("uploads at any rate");
    }

    @Test
    void aBandTakesThePlaceOfTheRateWhileItLasts() {
        owner.wants("uploadBytesPerSecond", "100K");
        owner.wants("schedule", "mon-fri 08:00-18:00 0; sat-sun 00:00-24:00 2M");

        assertThat(owner.hears()).isEqualTo("uploads nothing, as scheduled until 18:00");
        owner.pass(Duration.ofHours(6));
        assertThat(owner.hears()).isEqualTo("uploads at most 100 kB/s");
        owner.pass(Duration.ofDays(3));
        assertThat(owner.hears()).isEqualTo("uploads at most 2 MB/s, as scheduled until 00:00 on 30 November");
    }

    @Test
    void itAsksToBeCalledWhenSomethingElseMayHold() throws IOException {
        assertThat(owner.limits().refresh()).isEqualTo(Duration.ofSeconds(10));

        owner.limits().pause(Optional.of(Duration.ofMillis(700)));

        assertThat(owner.limits().refresh()).isEqualTo(Duration.ofMillis(700));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uploadBytesPerSecond=-1",
                "uploadBytesPerSecond=fast",
                "downloadBytesPerSecond=0",
                "monthlyUploadBytes=5",
                "schedule=mon 08:00-09:00 0; mon 08:30-10:00 0",
                "onBattery=maybe",
                "timeZone=Atlantis",
                "revision=7",
                "paused=no"
            })
    void badInputChangesNothing(String wish) throws IOException {
        owner.wants("uploadBytesPerSecond", "100K");
        String before = Files.readString(directory.resolve("limits"));
        String[] parts = wish.split("=");

        assertThatThrownBy(() -> owner.wants(parts[0], parts[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + parts[0] + "\"");

        assertThat(directory.resolve("limits")).hasContent(before);
        assertThat(owner.hears()).isEqualTo("uploads at most 100 kB/s");
    }

    @Test
    void everythingIsKeptAndEveryChangeCounted() throws IOException {
        // Given
        Map<String, Object> wishes = Map.of(
                "uploadBytesPerSecond", 500_000L,
                "downloadBytesPerSecond", "2M",
                "monthlyUploadBytes", "unlimited",
                "schedule",
                        List.of(Map.of(
                                "days", "fri", "from", "22:00", "to", "06:00", "uploadBytesPerSecond", "unlimited")),
                "onBattery", "share",
                "onMetered", "share",
                "metered", "no",
                "timeZone", "Asia/Tokyo");

        // When
        Limits wanted = owner.limits()
                .change(present -> LimitsJson.changed(present, wishes))
                .limits();
        owner.limits().pause(Optional.empty());

        // Then
        assertThat(owner.restarted().limits().view().limits())
                .isEqualTo(
                        wanted.paused(Optional.of(new Pause(Optional.empty()))).asRevision(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"format\":2,\"revision\":1}", "{\"format\":1,\"revision\":1,\"upload\":1}"})
    void damagedLimitsAreNotGuessed(String text) throws IOException {
        Files.writeString(directory.resolve("limits"), text);

        assertThatThrownBy(owner::restarted)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not hold limits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"format\":1,\"months\":{\"2026\":1}}",
                "{\"format\":1,\"months\":{\"2026-11\":\"1\"}}"
            })
    void aDamagedCountDoesNotBeginFromNothing(String text) throws IOException {
        Files.writeString(directory.resolve("usage"), text);

        assertThatThrownBy(owner::restarted)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Remove it to count this month's uploads from 0 again");
    }

    /** Bytes that an eager uploader takes, block by block, asking every 10 ms. */
    private long takenIn(Duration time) {
        long taken = 0;
        for (long end = tickMs + time.toMillis(); tickMs < end; tickMs += 10) {
            for (int i = 0; i < 100 && owner.limits().uploads().tryTake(BLOCK, tickMs); i++) {
                taken += BLOCK;
            }
        }
        return taken;
    }
}
