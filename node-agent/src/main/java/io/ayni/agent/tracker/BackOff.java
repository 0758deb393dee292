package io.ayni.agent.tracker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times between tries: doubling from a first to a longest time, each drawn at random between half and all of it,
 * so that many nodes do not return at the same moment. Not thread-safe.
 */
public final class BackOff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    /**
     * @param first upper bound of the first waiting time
     * @param longest upper bound of all
     * @param random for the jitter
     */
    public BackOff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** How long to wait now. */
    public Duration next() {
        long bound = Math.max(1, next.toMillis());
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofMillis(bound - random.nextLong(bound / 2 + 1));
    }

    /** It worked: the next waiting time is short again. */
    public void reset() {
        next = first;
    }
}
