package io.ayni.agent.limit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The thread that sees time pass for {@link OwnerLimits}: bands begin, pauses and months end, chargers are unplugged. */
public final class LimitWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LimitWatch.class.getName());
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final long LOOK_AROUND_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Duration STOP_LIMIT = Duration.ofMillis(500);

    private final OwnerLimits limits;
    private final LongSupplier nanoTime;
    private final Semaphore alarms = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("limits").unstarted(this::run);
    private volatile boolean stopping;

    private LimitWatch(OwnerLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Begins to watch.
     *
     * @param told see {@link OwnerLimits#begin}
     * @param nanoTime nanoseconds that only go forward
     */
    public static LimitWatch start(OwnerLimits limits, Consumer<LimitsNow> told, LongSupplier nanoTime) {
        LimitWatch watch = new LimitWatch(limits, nanoTime);
        limits.begin(told, watch.alarms::release);
        watch.thread.start();
        return watch;
    }

    private void run() {
        long lookedAt = nanoTime.getAsLong();
        try {
            while (!stopping) {
                if (nanoTime.getAsLong() - lookedAt >= LOOK_AROUND_NANOS) {
                    limits.lookAround();
                    lookedAt = nanoTime.getAsLong();
                }
                alarms.drainPermits();
                alarms.tryAcquire(refresh().toMillis() + 1, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped in haste: the count on disk is ahead, never behind
        }
    }

    /** A bug must not leave a band or a month without its end; it is told, and tried again. */
    private Duration refresh() {
        try {
            return limits.refresh();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "limits cannot be refreshed, trying again", e);
            return TRY_AGAIN;
        }
    }

    /** Stops and writes the exact count; call it when nothing is uploaded any more. */
    @Override
    public void close() {
        stopping = true;
        alarms.release();
        try {
            thread.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        limits.close();
    }
}
