package io.ayni.agent.limit;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the week with an upload rate of its own. A band that ends before its start goes on into the next day.
 *
 * @param days days on which it begins
 * @param fromMinute first minute of the day, 0 to 1439
 * @param toMinute the minute that it ends before, 1 to 1440; below {@code fromMinute}: of the next day
 * @param upload the rate in it
 */
public record Band(Set<DayOfWeek> days, int fromMinute, int toMinute, Rate upload) {
    static final int MINUTES_PER_DAY = 24 * 60;

    private static final int MINUTES_PER_HOUR = 60;
    private static final Pattern TIME = Pattern.compile("([01]?\\d|2[0-4]):([0-5]\\d)");
    private static final Pattern TEXT = Pattern.compile("(\\S+)\\s+(\\S+)-(\\S+)\\s+(\\S.*)");
    private static final int NAME_LENGTH = 3;

    /** Checks the times and copies the days. */
    public Band {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a band needs a day");
        }
        if (fromMinute == toMinute || fromMinute >= MINUTES_PER_DAY) {
            throw new IllegalArgumentException("a band needs time between its start and its end");
        }
        days = Set.copyOf(days);
    }

    /**
     * Reads {@code mon-fri 08:00-18:00 500K}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static Band parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected a band as \"mon-fri 08:00-18:00 500K\", found \"" + text.strip() + "\"");
        }
        return of(matcher.group(1), matcher.group(2), matcher.group(3), Rate.parse(matcher.group(4)));
    }

    /** A band from its texts: {@code mon-fri,sun}, {@code 22:00}, {@code 06:00}. */
    static Band of(String days, String from, String to, Rate upload) {
        int toMinute = minute(to);
        return new Band(days(days), minute(from), toMinute == 0 ? MINUTES_PER_DAY : toMinute, upload);
    }

    private static int minute(String text) {
        Matcher matcher = TIME.matcher(text);
        if (matcher.matches()) {
            int minute = Integer.parseInt(matcher.group(1)) * MINUTES_PER_HOUR + Integer.parseInt(matcher.group(2));
            if (minute <= MINUTES_PER_DAY) {
                return minute;
            }
        }
        throw new IllegalArgumentException("expected a time from 00:00 to 24:00, found \"" + text + "\"");
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            int dash = part.indexOf('-');
            DayOfWeek first = day(dash < 0 ? part : part.substring(0, dash));
            DayOfWeek last = dash < 0 ? first : day(part.substring(dash + 1));
            days.add(last);
            for (DayOfWeek day = first; day != last; day = day.plus(1)) {
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name(day).equals(text)) {
                return day;
            }
        }
        throw new IllegalArgumentException("expected days as mon-fri or sat,sun, found \"" + text + "\"");
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, NAME_LENGTH).toLowerCase(Locale.ROOT);
    }

    /** Minutes from its start to its end. */
    int lengthMinutes() {
        return toMinute > fromMinute ? toMinute - fromMinute : toMinute + MINUTES_PER_DAY - fromMinute;
    }

    /** Times of day at which it begins or ends. */
    List<LocalTime> edges() {
        return List.of(time(fromMinute), time(toMinute % MINUTES_PER_DAY));
    }

    private static LocalTime time(int minute) {
        return LocalTime.of(minute / MINUTES_PER_HOUR, minute % MINUTES_PER_HOUR);
    }

    /** Its days as {@link #parse} reads them: {@code mon-fri,sun}. */
    public String daysText() {
        List<String> parts = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            boolean begins = days.contains(day) && (day == DayOfWeek.MONDAY || !days.contains(day.minus(1)));
            if (begins) {
                DayOfWeek last = day;
                while (last != DayOfWeek.SUNDAY && days.contains(last.plus(1))) {
                    last = last.plus(1);
                }
                parts.add(last == day ? name(day) : name(day) + "-" + name(last));
            }
        }
        return String.join(",", parts);
    }

    /** Its start, {@code 08:00}. */
    public String fromText() {
        return clock(fromMinute);
    }

    /** Its end, {@code 18:00} or {@code 24:00}. */
    public String toText() {
        return clock(toMinute);
    }

    private static String clock(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / MINUTES_PER_HOUR, minute % MINUTES_PER_HOUR);
    }

    /** For people, its rate rounded. */
    @Override
    public String toString() {
        return daysText() + " " + fromText() + "-" + toText() + " " + upload;
    }
}
