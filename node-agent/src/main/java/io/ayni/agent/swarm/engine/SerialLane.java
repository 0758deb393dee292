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
        try {
            next().run();
        } finally {
            goOn();
        }
    }

    private synchronized Runnable next() {
        return tasks.remove();
    }

    /** One task at a time, so that other lanes get their turn. */
    private synchronized void goOn() {
        running = !tasks.isEmpty();
        if (running) {
            pool.execute(this::runNext);
        }
    }
}
