package io.ayni.gateway.events.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records to Kafka and waits for their acknowledgement by all in-sync replicas. The client is made at the first
 * use and again after it could not be made, so that the gateway starts without a broker. Safe for all threads.
 */
public final class KafkaEvents implements AutoCloseable {
    private static final int DELIVERY_TIMEOUT_MS = 20_000;
    private static final int REQUEST_TIMEOUT_MS = 10_000;
    private static final int MAX_BLOCK_MS = 10_000;
    private static final int BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int MAX_REQUEST_BYTES = 1024 * 1024;
    private static final int RECONNECT_FIRST_MS = 100;
    private static final int RECONNECT_LONGEST_MS = 5_000;

    private final String bootstrapServers;
    private Producer<byte[], byte[]> producer;

    /** One record to write. */
    public record Event(String topic, byte[] key, byte[] value) {}

    /**
     * @param bootstrapServers HOST:PORT, several with commas
     */
    public KafkaEvents(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Writes the records, in order within a partition, and waits until each is acknowledged or given up: at most about
     * 30 s.
     *
     * @return for each record in turn whether it was acknowledged; one that was not may stand in Kafka all the same
     */
    public List<Boolean> write(List<Event> events) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try {
            Producer<byte[], byte[]> open = producer();
            for (Event event : events) {
                sent.add(open.send(new ProducerRecord<>(event.topic(), event.key(), event.value())));
            }
        } catch (KafkaException e) {
            // No broker has answered yet: what was not sent counts as not acknowledged, and the caller tries again.
            return acknowledged(sent, events.size());
        }
        return acknowledged(sent, events.size());
    }

    private static List<Boolean> acknowledged(List<Future<RecordMetadata>> sent, int count)
            throws InterruptedException {
        List<Boolean> results = new ArrayList<>(count);
        for (Future<RecordMetadata> record : sent) {
            results.add(isAcknowledged(record));
        }
        while (results.size() < count) {
            results.add(false);
        }
        return results;
    }

    private static boolean isAcknowledged(Future<RecordMetadata> record) throws InterruptedException {
        try {
            record.get();
            return true;
        } catch (ExecutionException e) {
            return false; // the caller keeps the event and says that Kafka is away
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings());
        }
        return producer;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "ayni-gateway");
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, RECONNECT_FIRST_MS);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_LONGEST_MS);
        return settings;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
