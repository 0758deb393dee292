package io.ayni.agent.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with units. */
final class Quantities {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})(b|kb|mb|gb|kib|mib|gib)?(/s)?");
    private static final Map<String, Long> BYTES = Map.of(
            "b",
            1L,
            "kb",
            1_000L,
            "mb",
            1_000_000L,
            "gb",
            1_000_000_000L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30);

    private Quantities() {}

    /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, or ISO 8601 as {@code PT5M}. */
    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a duration as 30s, 5m or 1h", e);
        }
    }

    /** Bytes per second: {@code 0}, {@code 500KiB}, {@code 2MiB/s}; a bare number is bytes. */
    static long rate(String text) {
        Matcher matcher = RATE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected bytes per second as 0, 500KiB or 2MiB");
        }
        long unit = matcher.group(2) == null ? 1 : BYTES.get(matcher.group(2));
        return Long.parseLong(matcher.group(1)) * unit;
    }
}
