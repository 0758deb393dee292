package io.ayni.gateway.delivery.kafka;

import com.google.protobuf.ByteString;
import io.ayni.events.v1.DeliveryCounted;
import io.ayni.events.v1.DeliverySource;
import io.ayni.gateway.delivery.DeliveryCount;
import io.ayni.gateway.delivery.DeliveryCounter;
import io.ayni.gateway.events.kafka.KafkaEvents;
import io.ayni.gateway.events.kafka.KafkaEvents.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Hands the delivery counts to {@code ayni.deliveries}. An event that was not acknowledged is sent again unchanged, with
 * its event id, so a reader can count it once. While events wait, further deliveries sum up in the counter; so at most
 * {@link DeliveryCounter#MAX_ITEMS} events wait. Counts that were never sent are lost with the process: they inform, they
 * pay nobody.
 */
public final class DeliveryOutbox {
    private static final String TOPIC = "ayni.deliveries";
    private static final int BATCH = 256;

    private final DeliveryCounter counter;
    private final KafkaEvents kafka;
    private final Settings settings;
    private final List<Event> waiting = new ArrayList<>();

    /**
     * How events are made.
     *
     * @param countedBy name of this gateway in the events
     * @param interval time that one event covers
     * @param clock gives Unix time
     * @param eventIds gives 16 fresh random bytes
     */
    public record Settings(String countedBy, Duration interval, InstantSource clock, Supplier<byte[]> eventIds) {}

    /** Sends the counts of this counter. */
    public DeliveryOutbox(DeliveryCounter counter, KafkaEvents kafka, Settings settings) {
        this.counter = counter;
        this.kafka = kafka;
        this.settings = settings;
    }

    /** One round: sends what waits, or else what was counted since; says how long to wait before the next. */
    public Duration run() throws InterruptedException {
        if (waiting.isEmpty()) {
            counter.drain(settings.clock().millis()).forEach(count -> waiting.add(event(count)));
        }
        boolean acknowledged = true;
        while (acknowledged && !waiting.isEmpty()) {
            acknowledged = sendBatch();
        }
        return settings.interval();
    }

    private boolean sendBatch() throws InterruptedException {
        List<Event> batch = waiting.subList(0, Math.min(BATCH, waiting.size()));
        List<Event> kept = new ArrayList<>();
        List<Boolean> acknowledged = kafka.write(List.copyOf(batch));
        for (int i = 0; i < batch.size(); i++) {
            if (!acknowledged.get(i)) {
                kept.add(batch.get(i));
            }
        }
        batch.clear();
        waiting.addAll(kept);
        return kept.isEmpty();
    }

    private Event event(DeliveryCount count) {
        DeliveryCounted counted = DeliveryCounted.newBuilder()
                .setEventId(ByteString.copyFrom(settings.eventIds().get()))
                .setContentId(ByteString.copyFrom(count.id().bytes()))
                .setSource(DeliverySource.DELIVERY_SOURCE_EDGE)
                .setBytes(count.bytes())
                .setRequests(count.requests())
                .setFromMs(count.fromMs())
                .setUntilMs(count.untilMs())
                .setCountedBy(settings.countedBy())
                .build();
        return new Event(TOPIC, count.id().bytes(), counted.toByteArray());
    }
}
