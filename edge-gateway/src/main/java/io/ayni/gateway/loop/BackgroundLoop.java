package io.ayni.gateway.loop;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * A thread that repeats one step: runs it, waits as long as the step said, or shorter when woken, and runs it again. The
 * step is never run by two threads. A step reports expected failures by the delay that it asks for; an exception out of
 * it is a bug, which is logged and waited out for {@link #AFTER_BUG}, because the others' service must go on.
 */
public final class BackgroundLoop implements AutoCloseable {
    /** Delay after a step ended with an exception. */
    public static final Duration AFTER_BUG = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(BackgroundLoop.class);
    private static final long STOP_MILLIS = 5_000;

    private final Step step;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean wakeAsked;
    private boolean lastRoundWanted;
    private boolean closed;

    /** One round of work. */
    @FunctionalInterface
    public interface Step {
        /** Does the work and says how long to wait before the next round. */
        Duration run() throws InterruptedException;
    }

    private BackgroundLoop(String name, Step step) {
        this.step = step;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::loop);
    }

    /** Starts the thread; the first round runs at once. */
    public static BackgroundLoop start(String name, Step step) {
        BackgroundLoop loop = new BackgroundLoop(name, step);
        loop.thread.start();
        return loop;
    }

    /** Ends the wait before the next round, now or, if a round is running, after it. */
    public void wake() {
        lock.lock();
        try {
            wakeAsked = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    private void loop() {
        try {
            while (await(round())) {
                // the condition does the work
            }
            if (lastRoundWanted) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // only close() interrupts: the loop ends here
        }
    }

    private Duration round() throws InterruptedException {
        try {
            return step.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "A round of background work failed loop=%s", thread.getName());
            return AFTER_BUG;
        }
    }

    private boolean await(Duration delay) throws InterruptedException {
        lock.lock();
        try {
            long left = delay.toNanos();
            while (!wakeAsked && !closed && left > 0) {
                left = woken.awaitNanos(left);
            }
            wakeAsked = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the loop after one more round, begun after the one that is running now if there is one; like {@link #close}
     * when that takes longer than {@code patience}.
     */
    public void finish(Duration patience) {
        end(true);
        join(patience.toMillis());
        close();
    }

    /** Ends the loop, interrupting a running round, and waits up to 5 s for its end. */
    @Override
    public void close() {
        end(false);
        thread.interrupt();
        join(STOP_MILLIS);
    }

    private void end(boolean afterOneMoreRound) {
        lock.lock();
        try {
            lastRoundWanted = afterOneMoreRound;
            closed = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    private void join(long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
