package io.ayni.ledger.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollLoopTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void theTaskIsDoneAgainAndAgain() throws Exception {
        try (PollLoop loop = new PollLoop("test", Duration.ofMillis(1), runs::incrementAndGet)) {
            loop.start();
            await().until(() -> runs.get() >= 5);
        }
    }

    @Test
    void aSignalHasTheTaskDoneAtOnce() throws Exception {
        try (PollLoop loop = new PollLoop("test", NEVER, runs::incrementAndGet)) {
            loop.start();
            loop.signal();
            await().until(() -> runs.get() == 1);
        }
    }

    @Test
    void aSignalBeforeTheStartIsNotLost() throws Exception {
        try (PollLoop loop = new PollLoop("test", NEVER, runs::incrementAndGet)) {
            loop.signal();
            loop.start();
            await().until(() -> runs.get() == 1);
        }
    }

    @Test
    void signalsDuringTheTaskHaveItDoneOnceMore() throws Exception {
        // Given
        Semaphore mayEnd = new Semaphore(0);
        try (PollLoop loop = new PollLoop("test", NEVER, () -> {
            runs.incrementAndGet();
            mayEnd.acquireUninterruptibly();
        })) {
            loop.start();
            loop.signal();
            await().until(() -> runs.get() == 1);

            // When
            for (int i = 0; i < 10; i++) {
                loop.signal();
            }
            mayEnd.release(2);

            // Then it is done once more and then waits: nothing but the next signal begins a third time
            await().until(() -> runs.get() == 2 && mayEnd.availablePermits() == 0);
            loop.signal();
            await().until(() -> runs.get() == 3);
            mayEnd.release(100);
        }
    }

    @Test
    void aTaskThatFailsIsDoneAgain() throws Exception {
        try (PollLoop loop = new PollLoop("test", Duration.ofMillis(1), () -> {
            if (runs.incrementAndGet() < 4) {
                throw new IllegalStateException("not now");
            }
        })) {
            loop.start();
            await().until(() -> runs.get() >= 6);
        }
    }

    @Test
    void closingLetsATaskUnderWayEnd() throws Exception {
        // Given
        CountDownLatch begun = new CountDownLatch(1);
        Semaphore mayEnd = new Semaphore(0);
        AtomicBoolean ended = new AtomicBoolean();
        PollLoop loop = new PollLoop("ends-in-peace", NEVER, () -> {
            begun.countDown();
            mayEnd.acquireUninterruptibly();
            ended.set(!Thread.currentThread().isInterrupted());
        });
        loop.start();
        loop.signal();
        begun.await();

        // When
        Thread closing = Thread.ofPlatform().start(() -> close(loop));
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        boolean endedBefore = ended.get();
        mayEnd.release(100);
        closing.join();

        // Then
        assertThat(endedBefore).isFalse();
        assertThat(ended).isTrue();
        assertThat(threadsNamed("ends-in-peace")).isZero();
    }

    @Test
    void aClosedLoopHasNoThread() throws Exception {
        // Given
        PollLoop loop = new PollLoop("closed-loop", Duration.ofMillis(1), runs::incrementAndGet);
        loop.start();
        await().until(() -> runs.get() > 0);

        // When
        loop.close();
        loop.signal();

        // Then
        assertThat(threadsNamed("closed-loop")).isZero();
    }

    @Test
    void aLoopThatNeverStartedCloses() throws Exception {
        // When
        new PollLoop("test", NEVER, runs::incrementAndGet).close();

        // Then
        assertThat(runs).hasValue(0);
    }

    private static long threadsNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    private static void close(PollLoop loop) {
        try {
            loop.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
