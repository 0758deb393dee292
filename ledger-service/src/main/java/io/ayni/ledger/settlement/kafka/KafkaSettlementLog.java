package io.ayni.ledger.settlement.kafka;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.Shards;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.events.v1.SettlementRecord;
import io.ayni.ledger.settlement.SettlementLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Appends accepted batches to the settlement topic, keyed by uploader, each to the partition of its uploader's shard. The producer is idempotent and waits for all
 * replicas; at most {@code maxInFlight} appends are under way at a time.
 */
public final class KafkaSettlementLog implements SettlementLog {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final int shards;
    private final Semaphore inFlight;

    /**
     * @param producer idempotent, acks=all, with a delivery timeout
     * @param topic the settlement topic
     * @param shards number of shards, equal to the topic's partitions
     * @param maxInFlight appends that may be under way
     */
    public KafkaSettlementLog(Producer<byte[], byte[]> producer, String topic, int shards, int maxInFlight) {
        this.producer = producer;
        this.topic = topic;
        this.shards = shards;
        this.inFlight = new Semaphore(maxInFlight);
    }

    @Override
    public CompletionStage<Void> append(NodeId uploader, Envelope batch, long receivedAtMs) {
        if (!inFlight.tryAcquire()) {
            return CompletableFuture.failedFuture(new Overloaded());
        }
        CompletableFuture<Void> durable = new CompletableFuture<>();
        durable.whenComplete((done, failure) -> inFlight.release());
        byte[] value = SettlementRecord.newBuilder()
                .setBatch(Envelopes.toMessage(batch))
                .setReceivedAtMs(receivedAtMs)
                .build()
                .toByteArray();
        try {
            producer.send(
                    new ProducerRecord<>(topic, Shards.of(uploader, shards), uploader.bytes(), value),
                    (metadata, failure) -> {
                        if (failure == null) {
                            durable.complete(null);
                        } else {
                            durable.completeExceptionally(failure);
                        }
                    });
        } catch (RuntimeException e) {
            durable.completeExceptionally(e); // no metadata in time, or the producer is closed
        }
        return durable;
    }
}
