package io.ayni.agent.swarm.engine;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The one thread that all cores run on. What is posted is bounded by those who post: a stream has at most a few frames
 * under way until they are dealt with, and everything else answers an effect.
 */
final class EventLoop {
    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());
    private static final long STOP_WAIT_MS = 3_000;

    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final LongSupplier nanoTime;
    private final LongSupplier wakeAfterMs;
    private final Runnable tick;
    private final Thread thread;
    private volatile boolean running = true;

    /**
     * @param tick run when time passed, at least every {@code wakeAfterMs}
     * @param wakeAfterMs asked after each tick
     */
    EventLoop(String name, LongSupplier nanoTime, Runnable tick, LongSupplier wakeAfterMs) {
        this.nanoTime = nanoTime;
        this.tick = tick;
        this.wakeAfterMs = wakeAfterMs;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void post(Runnable task) {
        queue.add(task);
    }

    private void run() {
        long nextTick = nanoTime.getAsLong();
        while (running) {
            try {
                Runnable task = queue.poll(Math.max(0, nextTick - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
                if (task != null) {
                    guarded(task);
                }
                long sleep = TimeUnit.MILLISECONDS.toNanos(wakeAfterMs.getAsLong());
                if (nanoTime.getAsLong() >= nextTick) {
                    guarded(tick);
                    nextTick = nanoTime.getAsLong() + sleep;
                } else {
                    nextTick = Math.min(nextTick, nanoTime.getAsLong() + sleep);
                }
            } catch (InterruptedException e) {
                running = false;
            }
        }
    }

    /** A bug in one event must not end all items; it is told and the loop goes on. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "swarm event failed", e);
        }
    }

    /** Runs what was posted before, then ends. Takes at most 3 seconds. */
    void stop() throws InterruptedException {
        post(() -> running = false);
        thread.join(STOP_WAIT_MS);
        thread.interrupt();
    }
}
