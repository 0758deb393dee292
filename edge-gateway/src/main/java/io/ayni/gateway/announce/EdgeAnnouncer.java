package io.ayni.gateway.announce;

import io.ayni.gateway.announce.EdgeTracker.UnreachableTrackerException;
import io.ayni.gateway.loop.BackOff;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Keeps this gateway on the tracker's list of edges: announces, renews before the told time is over, and goes on trying
 * while the tracker is away. Serving never waits for it. The steps are run by one thread.
 */
public final class EdgeAnnouncer {
    private static final Logger LOG = Logger.getLogger(EdgeAnnouncer.class);
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final EdgeTracker tracker;
    private final BackOff backOff;
    private volatile boolean announced;

    /** Announces at this tracker; failed tries are delayed by {@code backOff}. */
    public EdgeAnnouncer(EdgeTracker tracker, BackOff backOff) {
        this.tracker = tracker;
        this.backOff = backOff;
    }

    /** One announce; says how long to wait before the next: three quarters of the told interval, 0.5 s to 1 min. */
    public Duration run() {
        try {
            Duration interval = tracker.announce();
            if (!announced) {
                LOG.info("Announced as an edge at the tracker");
            }
            announced = true;
            backOff.reset();
            return renewal(interval);
        } catch (UnreachableTrackerException e) {
            if (announced || !backOff.isFailing()) {
                LOG.warnf("The tracker does not take the announce; trying again reason=\"%s\"", e.getMessage());
            }
            announced = false;
            return backOff.afterFailure();
        }
    }

    private static Duration renewal(Duration interval) {
        Duration early = interval.multipliedBy(3).dividedBy(4);
        if (early.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return early.compareTo(LONGEST) > 0 ? LONGEST : early;
    }

    /** Whether the last announce was taken. */
    public boolean isAnnounced() {
        return announced;
    }
}
