package io.ayni.tracker.wiring;

import io.ayni.contracts.content.ContentId;
import io.ayni.tracker.catalog.kafka.ContentConsumer;
import io.ayni.tracker.config.TrackerConfig;
import io.ayni.tracker.engine.TrackerEngine;
import io.ayni.tracker.publication.EventOutbox;
import io.ayni.tracker.publication.kafka.EventPump;
import io.ayni.tracker.reachability.socket.SocketDialBack;
import io.ayni.tracker.swarm.TrackerEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts and stops the service: checks its settings, follows the catalogue, lets time pass, drains sessions. */
@ApplicationScoped
class TrackerLifecycle {
    private static final Logger LOG = Logger.getLogger(TrackerLifecycle.class);
    private static final long TICK_MS = 1_000;

    private final TrackerEngine engine;
    private final ContentConsumer content;
    private final EventOutbox outbox;
    private final EventPump pump;
    private final SocketDialBack dialBack;
    private final StartupCheck check;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tracker-ticker").factory());

    TrackerLifecycle(
            TrackerEngine engine,
            ContentConsumer content,
            EventOutbox outbox,
            EventPump pump,
            SocketDialBack dialBack,
            StartupCheck check) {
        this.engine = engine;
        this.content = content;
        this.outbox = outbox;
        this.pump = pump;
        this.dialBack = dialBack;
        this.check = check;
    }

    void start(@Observes StartupEvent started, TrackerConfig config) {
        check.run();
        content.start();
        ticker.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        LOG.infof("Tracker started: publicName=%s", config.publicName());
    }

    private void tick() {
        try {
            outbox.takeLost().forEach(key -> engine.on(new TrackerEvent.CountsLost((ContentId) key)));
            engine.on(new TrackerEvent.TimePassed());
            pump.pump();
        } catch (RuntimeException e) {
            // Without this the executor would silently stop the clock; the next tick tries again.
            LOG.error("A tick failed", e);
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        engine.drain();
        ticker.shutdownNow();
        content.close();
        dialBack.close();
    }
}
