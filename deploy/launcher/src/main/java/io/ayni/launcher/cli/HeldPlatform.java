package io.ayni.launcher.cli;

import io.ayni.embedded.process.AtExit;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.home.HomeLock;
import io.ayni.launcher.home.RunningProcesses;
import io.ayni.launcher.platform.Platform;
import io.ayni.launcher.platform.PlatformPlan;
import io.ayni.launcher.platform.Progress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A platform that runs in this process under the lock of its home, published there for other commands. It is taken down
 * by {@link #close} or when this process ends in order, whichever comes first; the lock is given back last, so that
 * whoever takes it next finds ports and data free.
 */
final class HeldPlatform implements AutoCloseable {
    private static final Duration LEFTOVERS_END = Duration.ofSeconds(15);
    private static final int POLL_MILLIS = 100;
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    private final Platform platform;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HeldPlatform(Platform platform) {
        this.platform = platform;
    }

    /**
     * Takes the lock of the plan's home until this process ends, and waits for the end of what a killed holder had
     * started.
     *
     * @throws io.ayni.launcher.UserError if another process holds it
     */
    static void hold(PlatformPlan plan, Progress progress) throws InterruptedException {
        HomeLock lock = HomeLock.take(plan.home());
        AtExit.afterChildrenEnded(lock::close);
        if (lock.previousRunWasKilled()) {
            progress.report("The last run ended without cleaning up; its pid file is replaced");
            awaitLeftovers(plan);
        }
    }

    /** Starts everything and publishes where it is reached. The home is held already. */
    static HeldPlatform start(PlatformPlan plan, Progress progress) {
        Platform platform = Platform.start(plan, progress);
        var held = new HeldPlatform(platform);
        AtExit.beforeChildrenEnd(() -> held.interrupt(progress));
        RunningProcesses.of(platform.processes()).write(plan.home());
        progress.report("Everything is ready");
        platform.endpoints().write(plan.home().endpoints());
        return held;
    }

    Endpoints endpoints() {
        return platform.endpoints();
    }

    /** From now on reports each process that ends though nobody asked it to, with the end of its log. */
    void watch(Progress progress) {
        platform.processes().forEach((name, child) -> watch(name, child, progress));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            platform.close();
        }
    }

    private void interrupt(Progress progress) {
        if (!closed.get()) {
            progress.report("Stopping");
            close();
        }
    }

    private static void watch(String name, ChildProcess child, Progress progress) {
        Thread.ofVirtual().start(() -> {
            child.awaitExit(FOR_EVER);
            if (!child.wasAskedToEnd() && !AtExit.hasBegun()) {
                progress.report(new RunningProcesses.Entry(
                                name, child.pid(), child.log().toString())
                        .obituary());
            }
        });
    }

    /**
     * What a killed holder leaves behind ends by itself within seconds; until then it uses the same data, and maybe the
     * same ports.
     */
    private static void awaitLeftovers(PlatformPlan plan) throws InterruptedException {
        RunningProcesses leftovers = RunningProcesses.published(plan.home());
        long deadline = System.nanoTime() + LEFTOVERS_END.toNanos();
        while (System.nanoTime() < deadline
                && !(leftovers.noneRuns() && plan.ports().areFree())) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
