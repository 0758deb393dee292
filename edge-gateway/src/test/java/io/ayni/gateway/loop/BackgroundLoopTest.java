package io.ayni.gateway.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundLoopTest {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    @Test
    void wakingEndsTheWait() {
        AtomicInteger rounds = new AtomicInteger();
        try (BackgroundLoop loop = start(rounds)) {
            await().untilAtomic(rounds, org.hamcrest.Matchers.is(1));
            loop.wake();
            await().untilAtomic(rounds, org.hamcrest.Matchers.is(2));
        }
    }

    private static BackgroundLoop start(AtomicInteger rounds) {
        return BackgroundLoop.start("test", () -> {
            rounds.incrementAndGet();
            return FOR_EVER;
        });
    }

    @Test
    void wakingDuringARoundLeadsToAnother() throws InterruptedException {
        // Given a round that is under way
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger rounds = new AtomicInteger();
        try (BackgroundLoop loop = BackgroundLoop.start("test", () -> {
            running.countDown();
            go.await();
            rounds.incrementAndGet();
            return FOR_EVER;
        })) {
            running.await();
            // When
            loop.wake();
            go.countDown();
            // Then
            await().untilAtomic(rounds, org.hamcrest.Matchers.is(2));
        }
    }

    @Test
    void finishingRunsOneMoreRound() {
        AtomicInteger rounds = new AtomicInteger();
        BackgroundLoop loop = start(rounds);
        await().untilAtomic(rounds, org.hamcrest.Matchers.is(1));
        loop.finish(Duration.ofMinutes(1));
        loop.wake();
        assertThat(rounds).hasValue(2);
    }

    @Test
    void finishingWaitsForARoundThatHangsNoLongerThanItsPatience() throws InterruptedException {
        // Given a round without end
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        BackgroundLoop loop = BackgroundLoop.start("test", () -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
            return FOR_EVER;
        });
        running.await();
        // When
        loop.finish(Duration.ofMillis(10));
        // Then
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void closingEndsTheThread() {
        AtomicInteger rounds = new AtomicInteger();
        BackgroundLoop loop = start(rounds);
        await().untilAtomic(rounds, org.hamcrest.Matchers.is(1));
        loop.close();
        loop.wake();
        assertThat(rounds).hasValue(1);
    }
}
