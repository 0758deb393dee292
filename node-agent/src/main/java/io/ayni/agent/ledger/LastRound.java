package io.ayni.agent.ledger;

import java.time.Duration;

/** The end of a thread that was told to stop and does its last round. */
final class LastRound {
    private static final Duration GRACE = Duration.ofMillis(200);

    private LastRound() {}

    /** Waits so long, then interrupts the thread; what it has not done is on disk. */
    static void await(Thread thread, Duration limit) {
        try {
            if (!thread.join(limit)) {
                thread.interrupt();
                thread.join(GRACE);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
