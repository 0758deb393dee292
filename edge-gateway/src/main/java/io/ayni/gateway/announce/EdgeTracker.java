package io.ayni.gateway.announce;

import java.time.Duration;

/** The tracker as the announcing gateway sees it. */
public interface EdgeTracker {
    /**
     * Says that this gateway serves every published item. Blocks for a bounded time.
     *
     * @return within which time to say it again
     * @throws UnreachableTrackerException when the tracker does not answer or refuses
     */
    Duration announce() throws UnreachableTrackerException;

    /** The tracker did not take the announce. */
    final class UnreachableTrackerException extends Exception {
        /** With the reason for the log. */
        public UnreachableTrackerException(String reason) {
            super(reason, null, false, false);
        }
    }
}
