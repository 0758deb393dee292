package io.ayni.ledger.wiring;

import io.ayni.ledger.settlement.SettleRecords.Backoff;
import java.time.Duration;

/** Sleeps: first a little, then twice as long each time, up to a bound. Ends when the thread is interrupted. */
record DoublingPause(Duration first, Duration longest) implements Backoff {
    private static final int MAX_DOUBLINGS = 20;

    @Override
    public void pause(int failures) throws InterruptedException {
        Thread.sleep(after(failures));
    }

    /** How long the pause after so many failures is, from 1. */
    Duration after(int failures) {
        long pauseMs = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        return Duration.ofMillis(Math.min(pauseMs, longest.toMillis()));
    }
}
