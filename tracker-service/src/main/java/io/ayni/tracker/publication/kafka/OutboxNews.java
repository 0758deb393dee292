package io.ayni.tracker.publication.kafka;

import io.ayni.tracker.engine.TrackerNews;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.publication.EventOutbox;
import io.ayni.tracker.swarm.Effect;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Puts news into the outbox, as the bytes that Kafka gets. Safe for all threads. */
public final class OutboxNews implements TrackerNews {
    private static final int EVENT_ID_BYTES = 16;

    private final EventOutbox outbox;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param outbox takes the events
     * @param clock the time
     */
    public OutboxNews(EventOutbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void nodeRegistered(EnrolledNode node) {
        byte[] eventId = new byte[EVENT_ID_BYTES];
        random.nextBytes(eventId);
        outbox.add(EventMessages.nodeRegistered(node, eventId, clock.millis()));
    }

    @Override
    public void swarmChanged(Effect.PublishCounts counts) {
        outbox.add(EventMessages.swarmChanged(counts));
    }
}
