package io.ayni.agent.limit;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them. */
public final class Quantities {
    private static final Pattern BYTES = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?)\\s?([kmgt]?)(i?b|b?)");
    private static final Map<String, Integer> EXPONENTS = Map.of("", 0, "k", 1, "m", 2, "g", 3, "t", 4);
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final int THOUSAND = 1000;
    private static final int BINARY_THOUSAND = 1024;

    private Quantities() {}

    /**
     * {@code 500000}, {@code 500K}, {@code 1.5 MB}, {@code 2MiB}; K, M, G and T count in thousands, with {@code iB} in 1,024s.
     *
     * @throws IllegalArgumentException when the text is no such number
     */
    static long bytes(String text) {
        Matcher matcher = BYTES.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || matcher.group(2).isEmpty() && matcher.group(3).startsWith("i")) {
            throw new IllegalArgumentException("expected a number of bytes as 500K, 2M, 20G or 2MiB");
        }
        int base = matcher.group(3).startsWith("i") ? BINARY_THOUSAND : THOUSAND;
        BigDecimal unit = BigDecimal.valueOf(base).pow(EXPONENTS.get(matcher.group(2)));
        try {
            return new BigDecimal(matcher.group(1))
                    .multiply(unit)
                    .toBigInteger()
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a number of bytes has at most 18 digits", e);
        }
    }

    /** {@code 0 B}, {@code 500 kB}, {@code 1.5 MB}: in thousands, one digit after the point where it is not zero. */
    public static String text(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= THOUSAND && unit < UNITS.length - 1) {
            value /= THOUSAND;
            unit++;
        }
        return trimmed(value) + " " + UNITS[unit];
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** {@code 1.3 of 20.0 GB}: both in the unit of the whole. */
    static String share(long part, long whole) {
        double divisor = 1;
        int unit = 0;
        while (whole / divisor >= THOUSAND && unit < UNITS.length - 1) {
            divisor *= THOUSAND;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f of %.1f %s", part / divisor, whole / divisor, UNITS[unit]);
    }
}
