package io.ayni.agent.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The owner's wish that nothing is uploaded for a while.
 *
 * @param until when it ends by itself; empty: when the owner resumes
 */
public record Pause(Optional<Instant> until) {
    /** Longest pause that ends by itself. */
    public static final Duration LONGEST = Duration.ofDays(366);

    boolean holdsAt(Instant now) {
        return until.isEmpty() || now.isBefore(until.get());
    }
}
