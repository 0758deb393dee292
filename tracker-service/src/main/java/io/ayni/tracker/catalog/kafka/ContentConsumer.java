package io.ayni.tracker.catalog.kafka;

import io.ayni.tracker.catalog.ContentRecord;
import io.ayni.tracker.catalog.PublicationRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads the whole of {@code ayni.content} at each start and follows it from then on. It has no group and commits nothing:
 * each replica needs every record. One thread, which starts over after a failure of Kafka; records that cannot be used
 * are logged and left out, they never block the rest.
 *
 * <pre>
 *   CONNECTING ──partitions known──► READING ──end offsets reached──► FOLLOWING (caught up)
 *       ▲────────────── failure, after a pause ───────────┴────────────────┘
 * </pre>
 */
public final class ContentConsumer implements AutoCloseable {
    /** The topic. */
    public static final String TOPIC = "ayni.content";

    private static final Logger LOG = Logger.getLogger(ContentConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final ContentRecordReader reader;
    private final Consumer<ContentRecord> sink;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("content-consumer").unstarted(this::run);
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean caughtUp;
    private final CountDownLatch stop = new CountDownLatch(1);

    /**
     * @param bootstrapServers brokers
     * @param rules which publications are believed
     * @param sink takes each usable record, on the consumer's thread
     */
    public ContentConsumer(String bootstrapServers, PublicationRules rules, Consumer<ContentRecord> sink) {
        this.settings = Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("client.id", "ayni-tracker-content"),
                Map.entry("enable.auto.commit", "false"),
                Map.entry("auto.offset.reset", "earliest"),
                Map.entry("isolation.level", "read_committed"),
                Map.entry("max.poll.records", "500"),
                Map.entry("fetch.max.bytes", "8388608"),
                Map.entry("max.partition.fetch.bytes", "1048576"),
                Map.entry("allow.auto.create.topics", "false"),
                Map.entry("reconnect.backoff.max.ms", "5000"));
        this.reader = new ContentRecordReader(rules);
        this.sink = sink;
    }

    /** Starts reading; to be called once. */
    public void start() {
        thread.start();
    }

    /** Whether everything that was in the topic at start was read. Stays true once it is. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    private boolean isRunning() {
        return stop.getCount() > 0;
    }

    private void run() {
        while (isRunning()) {
            try (var connected =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = connected;
                follow(connected);
            } catch (WakeupException e) {
                LOG.debug("Content consumer woken to stop");
            } catch (KafkaException e) {
                LOG.warnf("Content topic not readable, trying again: reason=%s", e.getMessage());
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> connected) {
        List<TopicPartition> partitions = partitions(connected);
        connected.assign(partitions);
        connected.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = connected.endOffsets(partitions, CALL);
        ToLongFunction<TopicPartition> position = partition -> connected.position(partition, CALL);
        while (isRunning()) {
            connected.poll(POLL).forEach(this::take);
            if (!caughtUp
                    && ends.entrySet().stream().allMatch(end -> position.applyAsLong(end.getKey()) >= end.getValue())) {
                caughtUp = true;
                LOG.info("Content topic read to its end");
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> connected) {
        while (isRunning()) {
            var found = connected.partitionsFor(TOPIC, CALL);
            if (found != null && !found.isEmpty()) {
                return found.stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
            }
            LOG.warnf("Topic does not exist yet: topic=%s", TOPIC);
            pause();
        }
        throw new WakeupException();
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        ContentRecord content = reader.read(message.key(), message.value());
        if (content instanceof ContentRecord.Unusable unusable) {
            LOG.warnf(
                    "Content record left out: partition=%d offset=%d reason=%s",
                    message.partition(), message.offset(), unusable.fault());
        } else {
            sink.accept(content);
        }
    }

    private void pause() {
        try {
            stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop.countDown();
        KafkaConsumer<byte[], byte[]> connected = consumer;
        if (connected != null) {
            connected.wakeup();
        }
        thread.join(CLOSE);
    }
}
