package io.ayni.ledger.simulation;

import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.simulation.Faults.Kind;
import java.util.Collection;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A way to the database on which things get lost. A transaction reads what is committed, holds its locks to its end and
 * writes in one instant: {@link #commit}.
 */
final class Connection {
    private static final int PATIENCE = 40;
    private static final int SLOW_MS = 400;

    private final Kernel kernel;
    private final Locks locks;
    private final Faults faults;
    private final SplittableRandom random;
    private final LongConsumer pause;

    /** @param pause lets the world go on for so many milliseconds */
    Connection(Kernel kernel, Locks locks, Faults faults, SplittableRandom random, LongConsumer pause) {
        this.kernel = kernel;
        this.locks = locks;
        this.faults = faults;
        this.random = random;
        this.pause = pause;
    }

    /** Runs a transaction. */
    <T> T transaction(Supplier<T> work) {
        trip();
        if (faults.strikes(Kind.DATABASE_UNREACHABLE)) {
            throw failure("no connection");
        }
        try {
            return work.get();
        } finally {
            locks.releaseAll(kernel.running());
        }
    }

    /** Takes locks one after the other, in the order given. */
    void lock(Collection<?> rows) {
        for (Object row : rows) {
            lock(row);
        }
    }

    void lock(Object row) {
        if (faults.strikes(Kind.LOCK_TIMEOUT)) {
            throw failure("lock timeout");
        }
        for (int attempt = 0; !locks.tryLock(row, kernel.running()); attempt++) {
            if (attempt == PATIENCE) {
                throw failure("lock timeout");
            }
            trip();
        }
    }

    boolean tryLock(Object row) {
        return locks.tryLock(row, kernel.running());
    }

    /** Commits: the write happens at one instant, before and after which the process may die. */
    void commit(Runnable write) {
        trip();
        if (faults.strikes(Kind.COMMIT_FAILED)) {
            throw failure("rolled back");
        }
        write.run();
        locks.releaseAll(kernel.running());
        trip();
        if (faults.strikes(Kind.COMMIT_REPLY_LOST)) {
            throw failure("no reply");
        }
    }

    /** Time passes. */
    void trip() {
        pause.accept(1 + random.nextInt(faults.strikes(Kind.DATABASE_SLOW) ? SLOW_MS : 5));
    }

    private static StoreFailure failure(String what) {
        return new StoreFailure(StoreFailure.Reason.UNAVAILABLE, what, null);
    }
}
