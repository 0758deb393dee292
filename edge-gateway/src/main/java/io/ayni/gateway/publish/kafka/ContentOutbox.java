package io.ayni.gateway.publish.kafka;

import com.google.protobuf.ByteString;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.events.v1.ContentPublished;
import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.catalog.PublishedItem;
import io.ayni.gateway.events.kafka.KafkaEvents;
import io.ayni.gateway.loop.BackOff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells {@code ayni.content} of every published item at least once. What is still to be told stands on disk with the item
 * itself, so nothing is lost while Kafka is away or the gateway is down; publishing never waits for this.
 */
public final class ContentOutbox {
    private static final Logger LOG = Logger.getLogger(ContentOutbox.class);
    private static final String TOPIC = "ayni.content";
    private static final int BATCH = 256;
    private static final Duration UNTIL_WOKEN = Duration.ofMinutes(1);

    private final Catalog catalog;
    private final KafkaEvents kafka;
    private final BackOff backOff;

    /** Tells Kafka of this catalog's items; failed tries are delayed by {@code backOff}. */
    public ContentOutbox(Catalog catalog, KafkaEvents kafka, BackOff backOff) {
        this.catalog = catalog;
        this.kafka = kafka;
        this.backOff = backOff;
    }

    /** One round: tells of at most {@value #BATCH} items and says how long to wait before the next. */
    public Duration run() throws InterruptedException {
        List<PublishedItem> batch = catalog.unannounced(BATCH);
        if (batch.isEmpty()) {
            return UNTIL_WOKEN;
        }
        List<Boolean> acknowledged =
                kafka.write(batch.stream().map(ContentOutbox::event).toList());
        for (int i = 0; i < batch.size(); i++) {
            if (acknowledged.get(i)) {
                mark(batch.get(i).id());
            }
        }
        return delay(acknowledged.contains(false));
    }

    private Duration delay(boolean failed) {
        if (failed) {
            if (!backOff.isFailing()) {
                LOG.warnf("Kafka does not acknowledge; content events wait on disk topic=%s", TOPIC);
            }
            return backOff.afterFailure();
        }
        if (backOff.isFailing()) {
            LOG.infof("Kafka acknowledges again topic=%s", TOPIC);
            backOff.reset();
        }
        return Duration.ZERO;
    }

    private void mark(ContentId id) {
        try {
            catalog.markAnnounced(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KafkaEvents.Event event(PublishedItem item) {
        ContentPublished published = ContentPublished.newBuilder()
                .setContentId(ByteString.copyFrom(item.id().bytes()))
                .setName(item.name())
                .setSizeBytes(item.publication().sizeBytes())
                .setPieceLengthBytes(item.pieceLengthBytes())
                .setVersion((int) item.publication().version())
                .setPublishedAtMs(item.publication().publishedAtMs())
                .setPublication(Envelopes.toMessage(item.envelope()))
                .build();
        return new KafkaEvents.Event(TOPIC, item.id().bytes(), published.toByteArray());
    }
}
