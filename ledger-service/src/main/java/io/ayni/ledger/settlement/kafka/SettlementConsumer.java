package io.ayni.ledger.settlement.kafka;

import io.ayni.ledger.settlement.Arrival;
import io.ayni.ledger.settlement.SettleRecords;
import io.ayni.ledger.settlement.SettlementLane;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Hands what a poll brought to the lanes of its partitions, which settle side by side. Takes the next poll while the lanes have
 * room, so a failing database holds the channel back instead of losing or skipping anything; Kafka is told that records
 * are consumed once they are settled. Shutting down interrupts the lanes; what is not settled then comes again at the next
 * start.
 */
@ApplicationScoped
public class SettlementConsumer {
    static final String CHANNEL = "settlements";

    private static final Logger LOG = Logger.getLogger(SettlementConsumer.class);

    private final SettleRecords settleRecords;
    private final SettlementOffsets offsets;
    private final KafkaClientService clients;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<TopicPartition, SettlementLane> lanes = new ConcurrentHashMap<>();

    SettlementConsumer(
            SettleRecords settleRecords,
            @Identifier(SettlementOffsets.NAME) SettlementOffsets offsets,
            KafkaClientService clients) {
        this.settleRecords = settleRecords;
        this.offsets = offsets;
        this.clients = clients;
    }

    /** Done when the lanes have room for more. */
    @Incoming(CHANNEL)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> settle(Message<ConsumerRecords<byte[], byte[]>> polled) {
        return CompletableFuture.supplyAsync(() -> add(polled), threads).thenCompose(room -> room);
    }

    private CompletableFuture<Void> add(Message<ConsumerRecords<byte[], byte[]>> polled) {
        ConsumerRecords<byte[], byte[]> records = polled.getPayload();
        List<TopicPartition> partitions = List.copyOf(records.partitions());
        all(partitions.stream().map(partition -> add(partition, records))).whenComplete((settled, failure) -> {
            if (failure == null) {
                polled.ack();
            } else {
                polled.nack(failure);
            }
        });
        return all(partitions.stream().map(partition -> lane(partition).room()));
    }

    private CompletionStage<Void> add(TopicPartition partition, ConsumerRecords<byte[], byte[]> records) {
        List<Arrival> arrivals =
                records.records(partition).stream().map(RecordReader::read).toList();
        return lane(partition).add(arrivals);
    }

    private static CompletableFuture<Void> all(Stream<CompletionStage<Void>> stages) {
        return CompletableFuture.allOf(
                stages.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    private SettlementLane lane(TopicPartition partition) {
        return lanes.computeIfAbsent(partition, this::open);
    }

    private SettlementLane open(TopicPartition partition) {
        SettlementLane lane = new SettlementLane(partition.partition(), settleRecords, () -> seek(partition));
        threads.submit(untilInterrupted(lane::judge));
        threads.submit(untilInterrupted(lane::write));
        return lane;
    }

    private static Callable<Void> untilInterrupted(LaneStep step) {
        return () -> {
            step.run();
            return null;
        };
    }

    private void seek(TopicPartition partition) {
        clients.getConsumer(CHANNEL)
                .runOnPollingThread(consumer -> {
                    if (consumer.assignment().contains(partition)) {
                        offsets.seek(consumer, partition);
                    }
                })
                .await()
                .indefinitely();
    }

    void stop(@Observes ShutdownEvent event) {
        LOG.info("Settlement stops");
        threads.shutdownNow();
    }

    private interface LaneStep {
        void run() throws InterruptedException;
    }
}
