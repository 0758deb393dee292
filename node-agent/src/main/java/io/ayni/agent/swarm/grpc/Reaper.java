package io.ayni.agent.swarm.grpc;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;

/** Ends for good what was closed and did not end by itself. */
final class Reaper {
    private static final long GRACE_MS = 800;

    private final EventLoopGroup group;

    Reaper(EventLoopGroup group) {
        this.group = group;
    }

    void later(Runnable kill) {
        if (!group.isShuttingDown()) {
            group.schedule(kill, GRACE_MS, TimeUnit.MILLISECONDS);
        }
    }
}
