package io.ayni.agent.limit;

/**
 * Bytes per second that may flow in one direction: none, some, or as many as will go.
 *
 * @param bytesPerSecond 0, or {@value #MIN_BYTES_PER_SECOND} to {@value #MAX_BYTES_PER_SECOND}; {@link Long#MAX_VALUE} for no
 *     limit
 */
public record Rate(long bytesPerSecond) implements Comparable<Rate> {
    /** Lowest rate above 0: below, one block takes longer than a peer waits for it. */
    public static final long MIN_BYTES_PER_SECOND = 16_000;
    /** Highest rate that is a limit. */
    public static final long MAX_BYTES_PER_SECOND = 1_000_000_000_000L;
    /** As many as will go. */
    public static final Rate UNLIMITED = new Rate(Long.MAX_VALUE);
    /** Nothing. */
    public static final Rate ZERO = new Rate(0);

    /** The word that says that there is no limit. */
    static final String UNLIMITED_WORD = "unlimited";

    /** Checks the range. */
    public Rate {
        boolean isLimit = bytesPerSecond >= MIN_BYTES_PER_SECOND && bytesPerSecond <= MAX_BYTES_PER_SECOND;
        if (bytesPerSecond != 0 && bytesPerSecond != Long.MAX_VALUE && !isLimit) {
            throw new IllegalArgumentException("a rate is 0, \"unlimited\", or 16K to 1T bytes per second");
        }
    }

    /**
     * Reads {@code unlimited}, {@code 0}, {@code 500K}, {@code 2MiB/s}; a bare number is bytes per second.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static Rate parse(String text) {
        String stripped = text.strip();
        if (stripped.equalsIgnoreCase(UNLIMITED_WORD)) {
            return UNLIMITED;
        }
        String bytes = stripped.endsWith("/s") ? stripped.substring(0, stripped.length() - 2) : stripped;
        return new Rate(Quantities.bytes(bytes));
    }

    /** Whether there is no limit. */
    public boolean isUnlimited() {
        return equals(UNLIMITED);
    }

    /** Whether nothing may flow. */
    public boolean isZero() {
        return equals(ZERO);
    }

    /** The lower of two rates. */
    public Rate orLess(Rate other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(Rate other) {
        return Long.compare(bytesPerSecond, other.bytesPerSecond);
    }

    /** For people, rounded: {@code unlimited}, {@code 0}, {@code 500 kB/s}. */
    @Override
    public String toString() {
        if (isUnlimited()) {
            return UNLIMITED_WORD;
        }
        return isZero() ? "0" : Quantities.text(bytesPerSecond) + "/s";
    }
}
