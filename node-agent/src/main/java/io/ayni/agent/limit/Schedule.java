package io.ayni.agent.limit;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The owner's week: bands that do not overlap. It goes by the clock on the wall, so when clocks are put forward, what
 * would have been in the missing hour begins or ends where the hour is missing, and an hour that comes twice counts twice.
 *
 * @param bands at most {@value #MAX_BANDS}
 */
public record Schedule(List<Band> bands) {
    /** Most bands. */
    public static final int MAX_BANDS = 32;
    /** No bands. */
    public static final Schedule NONE = new Schedule(List.of());

    private static final int MINUTES_PER_WEEK = 7 * Band.MINUTES_PER_DAY;
    private static final int LOOK_AHEAD_DAYS = 9;

    /** Copies the bands and refuses those that overlap. */
    public Schedule {
        bands = List.copyOf(bands);
        if (bands.size() > MAX_BANDS) {
            throw new IllegalArgumentException("a schedule has at most " + MAX_BANDS + " bands");
        }
        refuseOverlaps(bands);
    }

    private static void refuseOverlaps(List<Band> bands) {
        Band[] taken = new Band[MINUTES_PER_WEEK];
        for (Band band : bands) {
            for (DayOfWeek day : band.days()) {
                int start = (day.getValue() - 1) * Band.MINUTES_PER_DAY + band.fromMinute();
                for (int i = 0; i < band.lengthMinutes(); i++) {
                    int minute = (start + i) % MINUTES_PER_WEEK;
                    if (taken[minute] != null) {
                        throw new IllegalArgumentException(
                                "bands overlap: \"" + taken[minute] + "\" and \"" + band + "\"");
                    }
                    taken[minute] = band;
                }
            }
        }
    }

    /**
     * Reads bands with semicolons between them; {@code none} for no schedule.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static Schedule parse(String text) {
        if (text.strip().equalsIgnoreCase("none")) {
            return NONE;
        }
        return new Schedule(Arrays.stream(text.split(";"))
                .filter(band -> !band.isBlank())
                .map(Band::parse)
                .toList());
    }

    /** The band at this time on the wall; empty between bands. */
    Optional<Band> at(LocalDateTime wall) {
        LocalTime time = wall.toLocalTime();
        int minute = time.getHour() * 60 + time.getMinute();
        DayOfWeek today = wall.getDayOfWeek();
        return bands.stream()
                .filter(band ->
                        holds(band, today, minute) || holds(band, today.minus(1), minute + Band.MINUTES_PER_DAY))
                .findFirst();
    }

    private static boolean holds(Band band, DayOfWeek begun, int minute) {
        int since = minute - band.fromMinute();
        return band.days().contains(begun) && since >= 0 && since < band.lengthMinutes();
    }

    /** When another band holds than does now; empty when that never happens. */
    Optional<Instant> nextChange(Instant now, ZoneId zone) {
        Optional<Band> present = at(LocalDateTime.ofInstant(now, zone));
        return edgesAfter(now, zone)
                .filter(edge -> !at(LocalDateTime.ofInstant(edge, zone)).equals(present))
                .findFirst();
    }

    private Stream<Instant> edgesAfter(Instant now, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        LocalDate first = LocalDate.ofInstant(now, zone).minusDays(1);
        List<Instant> edges = new ArrayList<>();
        for (int day = 0; day < LOOK_AHEAD_DAYS; day++) {
            for (Band band : bands) {
                for (LocalTime time : band.edges()) {
                    edges.addAll(instants(rules, first.plusDays(day).atTime(time)));
                }
            }
        }
        ZoneOffsetTransition putForwardOrBack = rules.nextTransition(now);
        if (putForwardOrBack != null) {
            edges.add(putForwardOrBack.getInstant());
        }
        return edges.stream().filter(edge -> edge.isAfter(now)).sorted();
    }

    /** One, two when the hour comes twice; the transition when the hour is missing. */
    private static List<Instant> instants(ZoneRules rules, LocalDateTime wall) {
        List<ZoneOffset> offsets = rules.getValidOffsets(wall);
        return offsets.isEmpty()
                ? List.of(rules.getTransition(wall).getInstant())
                : offsets.stream().map(wall::toInstant).toList();
    }

    /** For people, rates rounded. */
    @Override
    public String toString() {
        return bands.isEmpty() ? "none" : bands.stream().map(Band::toString).collect(Collectors.joining("; "));
    }
}
