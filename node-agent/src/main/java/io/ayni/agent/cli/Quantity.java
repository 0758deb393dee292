package io.ayni.agent.cli;

import io.ayni.agent.limit.Quantities;
import java.util.Locale;

/** Numbers for people. */
final class Quantity {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};
    private static final double MICRO = 1_000_000.0;

    private Quantity() {}

    /** {@code 512 B}, {@code 1.5 MiB}. */
    static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** In thousands, as limits are given: {@code 500 kB}, {@code 20 GB}. */
    static String decimalBytes(long bytes) {
        return Quantities.text(bytes);
    }

    /** Credits with six digits after the point at most. */
    static String credits(long microCredits) {
        return String.format(Locale.ROOT, "%.6f credits", microCredits / MICRO);
    }
}
