package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.transport.Envelopes;
import io.ayni.events.v1.SettlementRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes batches into the settlement topic as the ledger's ingest does, without waiting for one before the next. */
final class SettlementTopic implements AutoCloseable {
    private static final String NAME = "ayni.settlements";
    private static final int LINGER_MS = 2;
    private static final int REQUEST_BYTES = 512 * 1024;

    private final Producer<byte[], byte[]> producer;
    private final int shards;

    SettlementTopic(String bootstrapServers, int shards) {
        this.shards = shards;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                        ProducerConfig.LINGER_MS_CONFIG, LINGER_MS,
                        ProducerConfig.BATCH_SIZE_CONFIG, REQUEST_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Returns when Kafka has all of them. */
    void append(List<SignedBatch> batches) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(batches.size());
        for (SignedBatch batch : batches) {
            sent.add(producer.send(recordOf(batch)));
        }
        producer.flush();
        for (Future<RecordMetadata> record : sent) {
            try {
                record.get();
            } catch (ExecutionException failure) {
                throw new IllegalStateException("Kafka did not take a record", failure.getCause());
            }
        }
    }

    private ProducerRecord<byte[], byte[]> recordOf(SignedBatch batch) {
        byte[] value = SettlementRecord.newBuilder()
                .setBatch(Envelopes.toMessage(batch.envelope()))
                .setReceivedAtMs(System.currentTimeMillis())
                .build()
                .toByteArray();
        Uploader uploader = batch.uploader();
        return new ProducerRecord<>(NAME, uploader.shard(shards), uploader.id().bytes(), value);
    }

    @Override
    public void close() {
        producer.close();
    }
}
