package io.ayni.ledger.wiring;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does one task again and again on a thread of its own: after each interval, or at once when signalled. A task that fails
 * is done again after the interval; the first failure of a row is logged, and so is its end.
 */
final class PollLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PollLoop.class);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(15);

    private final Semaphore signals = new Semaphore(0);
    private final String name;
    private final Duration interval;
    private final Runnable task;
    private final Thread thread;
    private volatile boolean stopping;
    private boolean failing;

    PollLoop(String name, Duration interval, Runnable task) {
        this.name = name;
        this.interval = interval;
        this.task = task;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Do the task now, or again if it is being done. */
    void signal() {
        if (signals.availablePermits() == 0) {
            signals.release();
        }
    }

    /** Lets a task that is under way finish, but not longer than 15 s. A loop that was never started just ends. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        signals.release();
        if (thread.isAlive()) {
            thread.join(PATIENCE_AT_END);
            thread.interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                boolean signalled = signals.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS);
                if (signalled) {
                    signals.drainPermits();
                }
                runOnce();
            } catch (InterruptedException e) {
                return; // close() waited long enough
            }
        }
    }

    private void runOnce() {
        try {
            task.run();
            if (failing) {
                failing = false;
                LOG.infov("Goes on: task={0}", name);
            }
        } catch (RuntimeException e) {
            // going on is right: the task is repeatable and its work waits in the store
            if (!failing) {
                failing = true;
                LOG.warnv("Fails and will be tried again: task={0}, reason={1}", name, e.getMessage());
            }
        }
    }
}
