package io.ayni.launcher.platform;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Blocking steps that run at the same time. All have ended when a method returns or throws. */
final class Together {
    /** Two results. */
    record Both<A, B>(A first, B second) {}

    private Together() {}

    static <A, B> Both<A, B> both(Callable<A> first, Callable<B> second) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<A> one = threads.submit(first);
            Future<B> two = threads.submit(second);
            return new Both<>(result(one), result(two));
        }
    }

    static void all(List<Runnable> steps) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running =
                    steps.stream().<Future<?>>map(threads::submit).toList();
            running.forEach(Together::result);
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting", interrupted);
        }
    }
}
