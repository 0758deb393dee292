package io.ayni.ledger.wiring;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka producers with every setting that matters written out. */
final class KafkaProducers {
    private static final long BUFFER_BYTES = 32L << 20;
    private static final int MAX_REQUEST_BYTES = 1 << 20;
    private static final int LINGER_MS = 5;

    private KafkaProducers() {}

    /**
     * A producer whose records are durable or fail within the deadline.
     *
     * @param purpose part of the client id
     * @param deadline at least 1 s
     */
    static Producer<byte[], byte[]> durable(String bootstrapServers, String purpose, Duration deadline) {
        int deadlineMs = Math.toIntExact(deadline.toMillis());
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "ayni-ledger-" + purpose,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                LINGER_MS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                deadlineMs,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.max(500, deadlineMs / 2),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                deadlineMs / 2,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                BUFFER_BYTES,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
