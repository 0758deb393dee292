package io.ayni.launcher.platform;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Blocking steps that run at the same time. All have ended when a method returns or throws; it throws the first failure
 * with the others as suppressed ones.
 */
final class Together {
    private Together() {}

    static void all(List<Runnable> steps) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running =
                    steps.stream().<Future<?>>map(threads::submit).toList();
            List<RuntimeException> failures =
                    running.stream().flatMap(step -> failure(step).stream()).toList();
            if (!failures.isEmpty()) {
                failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
                throw failures.getFirst();
            }
        }
    }

    private static Optional<RuntimeException> failure(Future<?> future) {
        try {
            future.get();
            return Optional.empty();
        } catch (ExecutionException failure) {
            return Optional.of(
                    failure.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(failure.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of(new IllegalStateException("Interrupted while starting", interrupted));
        }
    }
}
