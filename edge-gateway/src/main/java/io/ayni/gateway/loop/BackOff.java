package io.ayni.gateway.loop;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Delays between failed tries: doubling from the first to the longest, each shortened by up to a half at random, so that
 * many who lost the same server do not come back at once. Tries are not bounded, their rate is. For one thread.
 */
public final class BackOff {
    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;
    private Duration next;

    /**
     * @param random gives numbers from 0 to below 1
     */
    public BackOff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** The delay after one more failure. */
    public Duration afterFailure() {
        Duration delay = next;
        next = next.multipliedBy(2).compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
        return Duration.ofNanos((long) (delay.toNanos() * (1 - random.getAsDouble() / 2)));
    }

    /** Whether the last try failed. */
    public boolean isFailing() {
        return !next.equals(first);
    }

    /** A try succeeded. */
    public void reset() {
        next = first;
    }
}
