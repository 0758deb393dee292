package io.ayni.gateway.wiring;

import io.ayni.gateway.announce.EdgeAnnouncer;
import io.ayni.gateway.announce.grpc.GrpcEdgeTracker;
import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.config.GatewaySettings;
import io.ayni.gateway.config.GatewaySettings.Tracker;
import io.ayni.gateway.delivery.DeliveryCounter;
import io.ayni.gateway.delivery.kafka.DeliveryOutbox;
import io.ayni.gateway.events.kafka.KafkaEvents;
import io.ayni.gateway.loop.BackOff;
import io.ayni.gateway.loop.BackgroundLoop;
import io.ayni.gateway.publish.kafka.ContentOutbox;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The threads that work beside the requests: content events, delivery events, and the announce at the tracker. */
@Singleton
public final class BackgroundWork {
    private static final int EVENT_ID_BYTES = 16;
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final GatewaySettings settings;
    private final SecureRandom random = new SecureRandom();
    private final ContentOutbox contentOutbox;
    private final DeliveryOutbox deliveryOutbox;
    private final Optional<GrpcEdgeTracker> tracker;
    private final Optional<EdgeAnnouncer> announcer;
    private final List<BackgroundLoop> loops = new ArrayList<>();
    private Optional<BackgroundLoop> deliveryLoop = Optional.empty();
    private volatile Runnable wakeOutbox = () -> {};

    BackgroundWork(GatewaySettings settings, Catalog catalog, DeliveryCounter deliveries, KafkaEvents kafka) {
        this.settings = settings;
        this.contentOutbox = new ContentOutbox(catalog, kafka, backOff());
        this.deliveryOutbox = new DeliveryOutbox(
                deliveries,
                kafka,
                new DeliveryOutbox.Settings(
                        settings.publicUrl(), settings.deliveryInterval(), Clock.systemUTC(), this::eventId));
        this.tracker = settings.tracker().map(this::tracker);
        this.announcer = tracker.map(edge -> new EdgeAnnouncer(edge, backOff()));
    }

    private BackOff backOff() {
        return new BackOff(FIRST_RETRY, LONGEST_RETRY, random::nextDouble);
    }

    private byte[] eventId() {
        byte[] id = new byte[EVENT_ID_BYTES];
        random.nextBytes(id);
        return id;
    }

    private GrpcEdgeTracker tracker(Tracker at) {
        return at.tls()
                ? GrpcEdgeTracker.tls(at.host(), at.port(), at.authorities(), at.edgeToken(), settings.publicUrl())
                : GrpcEdgeTracker.plaintext(at.host(), at.port(), at.edgeToken(), settings.publicUrl());
    }

    void start() {
        BackgroundLoop outbox = BackgroundLoop.start("content-events", contentOutbox::run);
        wakeOutbox = outbox::wake;
        loops.add(outbox);
        deliveryLoop = Optional.of(BackgroundLoop.start("delivery-events", deliveryOutbox::run));
        announcer.ifPresent(edge -> loops.add(BackgroundLoop.start("edge-announce", edge::run)));
    }

    /** Something was published; its event goes out soon. Does not block. */
    void contentPublished() {
        wakeOutbox.run();
    }

    /** Whether the tracker lists this gateway; empty when no tracker is set. */
    Optional<Boolean> isAnnounced() {
        return announcer.map(EdgeAnnouncer::isAnnounced);
    }

    /** Ends the threads; what was delivered last is still told, if Kafka takes it within {@link #LAST_WORD}. */
    void stop() {
        deliveryLoop.ifPresent(loop -> loop.finish(LAST_WORD));
        loops.forEach(BackgroundLoop::close);
        tracker.ifPresent(GrpcEdgeTracker::close);
    }
}
