package io.ayni.agent.swarm.engine;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Runs tasks one after the other on a shared pool. Holds what its one stream has ordered, at most a few blocks. */
final class SerialLane {
    private final Executor pool;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    SerialLane(Executor pool) {
        this.pool = pool;
    }

    synchronized void run(Runnable task) {
        tasks.add(task);
        if (!running) {
            running = true;
            pool.execute(this::runNext);
        }
    }

    private void runNext() {
        Runnable task;
        synchronized (this) {
            task = tasks.poll();
            if (task == null) {
                running = false;
                return;
            }
        }
        try {
            task.run();
        } finally {
            pool.execute(this::runNext);
        }
    }
}
