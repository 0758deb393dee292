package io.ayni.launcher.cli;

import io.ayni.embedded.process.LoopbackPorts;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.home.HomeLock;
import io.ayni.launcher.home.RunningProcesses;
import io.ayni.launcher.platform.Platform;
import io.ayni.launcher.platform.PlatformPlan;
import io.ayni.launcher.platform.Progress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Holds a platform up in this process until the process is asked to end. */
final class Supervisor {
    private static final Duration LEFTOVERS_END = Duration.ofSeconds(15);

    private final PlatformPlan plan;
    private final Progress progress;

    Supervisor(PlatformPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Starts everything, publishes where it is reached, and returns only by the end of the process. */
    void run() throws InterruptedException {
        HomeLock lock = HomeLock.take(plan.home());
        var running = new AtomicReference<Platform>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running.get(), lock), "stop-platform"));
        if (lock.previousRunWasKilled()) {
            progress.report("The last run ended without cleaning up; its pid file is replaced");
            awaitLeftovers();
        }
        Platform platform = Platform.start(plan, progress);
        running.set(platform);
        AyniHome home = plan.home();
        RunningProcesses.of(platform.processes()).write(home);
        platform.endpoints().write(home.endpoints());
        watch(platform);
        progress.report("Everything is ready");
        new CountDownLatch(1).await();
    }

    /** The lock goes last: whoever takes it next finds the ports free. */
    private static void end(Platform platform, HomeLock lock) {
        if (platform != null) {
            platform.close();
        }
        lock.close();
    }

    /** What a killed supervisor leaves behind ends by itself within seconds; until then its ports are taken. */
    private void awaitLeftovers() throws InterruptedException {
        var ports = plan.ports();
        long deadline = System.nanoTime() + LEFTOVERS_END.toNanos();
        while (System.nanoTime() < deadline
                && !IntStream.of(ports.gateway(), ports.tracker(), ports.ledger(), ports.kafka(), ports.postgres())
                        .allMatch(LoopbackPorts::isFree)) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Says so when a process ends by itself; `status` shows it too. */
    private void watch(Platform platform) {
        platform.processes().forEach((name, child) -> Executors.newVirtualThreadPerTaskExecutor()
                .execute(() -> {
                    child.awaitExit(Duration.ofDays(3650));
                    progress.report(name + " has ended; the end of " + child.log() + ":\n  "
                            + String.join("\n  ", child.tail(20)));
                }));
    }

    /** Reads what the supervisor of a home published. */
    static Endpoints endpoints(AyniHome home) {
        return Endpoints.read(home.endpoints());
    }
}
