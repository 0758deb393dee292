package io.ayni.tracker.publication.kafka;

import io.ayni.tracker.publication.EventOutbox;
import io.ayni.tracker.publication.OutgoingEvent;
import io.ayni.tracker.publication.OutgoingEvent.Stream;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Writes what is in the outbox to Kafka, at most {@value #MAX_UNDER_WAY} records at a time, and gives back what Kafka did
 * not take. Driven by {@link #pump()}, which never waits: by the clock, and by each record that was written.
 */
@ApplicationScoped
public class EventPump {
    /** Most records under way; what is beyond stays in the outbox. */
    public static final int MAX_UNDER_WAY = 256;

    private static final Logger LOG = Logger.getLogger(EventPump.class);

    private final EventOutbox outbox;
    private final Emitter<byte[]> nodes;
    private final Emitter<byte[]> swarms;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean failing;

    EventPump(
            EventOutbox outbox,
            @Channel("nodes") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = MAX_UNDER_WAY)
                    Emitter<byte[]> nodes,
            @Channel("swarms") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = MAX_UNDER_WAY)
                    Emitter<byte[]> swarms) {
        this.outbox = outbox;
        this.nodes = nodes;
        this.swarms = swarms;
    }

    /** Sends what there is. */
    public synchronized void pump() {
        while (underWay.incrementAndGet() <= MAX_UNDER_WAY) {
            OutgoingEvent event = outbox.take().orElse(null);
            if (event == null) {
                break;
            }
            send(event);
        }
        underWay.decrementAndGet();
    }

    private void send(OutgoingEvent event) {
        var metadata = OutgoingKafkaRecordMetadata.<byte[]>builder()
                .withKey(event.key().bytes())
                .build();
        Message<byte[]> message = Message.of(
                event.value(), Metadata.of(metadata), () -> written(), failure -> notWritten(event, failure));
        try {
            (event.stream() == Stream.NODES ? nodes : swarms).send(message);
        } catch (IllegalStateException e) {
            notWritten(event, e); // the channel is closed: at shutdown only
        }
    }

    private CompletionStage<Void> written() {
        underWay.decrementAndGet();
        failing = false;
        pump();
        return CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Void> notWritten(OutgoingEvent event, Throwable failure) {
        underWay.decrementAndGet();
        outbox.giveBack(event);
        if (!failing) {
            LOG.warnf("Kafka takes no events, keeping them: stream=%s reason=%s", event.stream(), failure.getMessage());
        }
        failing = true;
        return CompletableFuture.completedFuture(null);
    }

    /** Whether the newest attempt to write failed. */
    public boolean isFailing() {
        return failing;
    }

    /** Records given to Kafka and not answered yet. */
    public int underWay() {
        return underWay.get();
    }
}
