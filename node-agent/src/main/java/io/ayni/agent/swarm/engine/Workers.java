package io.ayni.agent.swarm.engine;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The threads that may wait: two for hashing, reading and writing, one that forces and marks, one for receipts. Their
 * queues hold what the cores ordered, which is bounded there.
 */
final class Workers implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Workers.class.getName());
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

    void disk(Runnable task) {
        disk.execute(task);
    }

    void receipts(Runnable task) {
        receipts.execute(task);
    }

    /** Makes durable what was written; tells which pieces it was. Calls that come together share one commit. */
    void commitSoon(Item item, Consumer<int[]> told) {
        if (item.committing.compareAndSet(false, true)) {
            durable.schedule(() -> commit(item, told), COMMIT_DELAY_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void commit(Item item, Consumer<int[]> told) {
        item.committing.set(false);
        try {
            told.accept(item.store.commit());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "pieces cannot be made durable yet", e);
            if (item.committing.compareAndSet(false, true)) {
                durable.schedule(() -> commit(item, told), COMMIT_RETRY_MS, TimeUnit.MILLISECONDS);
            }
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
