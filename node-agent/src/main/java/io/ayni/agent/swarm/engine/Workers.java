package io.ayni.agent.swarm.engine;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads that may wait: two for hashing, reading and writing, one that forces and marks, one for receipts. Their
 * queues hold what the cores ordered, which is bounded there.
 */
final class Workers implements AutoCloseable {
    private static final int DISK_THREADS = 2;
    /** Pieces written within this time share one force. */
    private static final long COMMIT_DELAY_MS = 20;

    private static final long COMMIT_RETRY_MS = 1_000;
    private static final long STOP_WAIT_MS = 1_500;

    private final ExecutorService disk = Executors.newFixedThreadPool(DISK_THREADS, daemons("ayni-swarm-disk"));
    private final ScheduledExecutorService durable =
            Executors.newSingleThreadScheduledExecutor(daemons("ayni-swarm-commit"));
    private final ExecutorService receipts = Executors.newSingleThreadExecutor(daemons("ayni-swarm-receipts"));

    private static java.util.concurrent.ThreadFactory daemons(String name) {
        return Thread.ofPlatform().name(name).daemon().factory();
    }

    /** Does nothing once closed. */
    void disk(Runnable task) {
        execute(disk, task);
    }

    /** Does nothing once closed. */
    void receipts(Runnable task) {
        execute(receipts, task);
    }

    private static void execute(ExecutorService pool, Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            // closing: streams that are still being told goodbye may order more
        }
    }

    /** Who hears how a commit went. */
    interface Committed {
        /** These pieces would survive a crash now. */
        void durable(int[] pieces);

        /** Pieces could not be made durable; it is tried again. */
        void failed(IOException failure);
    }

    /** Makes durable what was written, until it works. Calls that come together share one commit. */
    void commitSoon(Item item, Committed told) {
        commitAfter(COMMIT_DELAY_MS, item, told);
    }

    private void commitAfter(long delayMs, Item item, Committed told) {
        if (item.committing.compareAndSet(false, true)) {
            try {
                durable.schedule(() -> commit(item, told), delayMs, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // closing: the store commits when it is closed
            }
        }
    }

    private void commit(Item item, Committed told) {
        item.committing.set(false);
        try {
            told.durable(item.store.commit());
        } catch (IOException e) {
            told.failed(e);
            commitAfter(COMMIT_RETRY_MS, item, told);
        }
    }

    /** Lets what was ordered come to its end, for at most 3 seconds in all. */
    @Override
    public void close() {
        receipts.shutdown();
        disk.shutdown();
        durable.shutdownNow();
        try {
            receipts.awaitTermination(STOP_WAIT_MS, TimeUnit.MILLISECONDS);
            disk.awaitTermination(STOP_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disk.shutdownNow();
        receipts.shutdownNow();
    }
}
