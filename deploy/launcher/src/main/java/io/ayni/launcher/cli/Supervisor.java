package io.ayni.launcher.cli;

import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.platform.PlatformPlan;
import io.ayni.launcher.platform.Progress;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Holds a platform up in this process until the process is asked to end. */
final class Supervisor {
    private final PlatformPlan plan;
    private final Progress progress;

    Supervisor(PlatformPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Starts everything, tells where it is reached, and returns only by the end of the process. */
    void run(Consumer<Endpoints> whenReady) throws InterruptedException {
        HeldPlatform.hold(plan, progress);
        HeldPlatform platform = HeldPlatform.start(plan, progress);
        platform.watch(progress);
        whenReady.accept(platform.endpoints());
        new CountDownLatch(1).await();
    }
}
