package io.ayni.ledger.settlement.kafka;

import io.ayni.ledger.settlement.Arrival;
import io.ayni.ledger.settlement.SettleRecords;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Settles what one poll brought: the partitions side by side, each partition's records in order and in as few transactions
 * as possible. Returns only when all of it is settled, so a failing database holds the channel back instead of losing or
 * skipping anything. Shutting down interrupts the waiting; what is not settled then comes again at the next start.
 */
@ApplicationScoped
public class SettlementConsumer {
    static final String CHANNEL = "settlements";

    private static final Logger LOG = Logger.getLogger(SettlementConsumer.class);

    private final SettleRecords settleRecords;
    private final SettlementOffsets offsets;
    private final KafkaClientService clients;
    private final ExecutorService partitionThreads = Executors.newVirtualThreadPerTaskExecutor();

    SettlementConsumer(
            SettleRecords settleRecords,
            @Identifier(SettlementOffsets.NAME) SettlementOffsets offsets,
            KafkaClientService clients) {
        this.settleRecords = settleRecords;
        this.offsets = offsets;
        this.clients = clients;
    }

    @Incoming(CHANNEL)
    @Blocking
    void settle(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            tasks.add(() -> {
                settle(partition, records.records(partition));
                return null;
            });
        }
        for (Future<Void> task : partitionThreads.invokeAll(tasks)) {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("settling a partition was broken off", e.getCause());
            }
        }
    }

    private void settle(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records)
            throws InterruptedException {
        List<Arrival> arrivals = records.stream().map(RecordReader::read).toList();
        if (settleRecords.settle(partition.partition(), arrivals).isPresent()) {
            clients.getConsumer(CHANNEL)
                    .runOnPollingThread(consumer -> {
                        if (consumer.assignment().contains(partition)) {
                            offsets.seek(consumer, partition);
                        }
                    })
                    .await()
                    .indefinitely();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        LOG.info("Settlement stops");
        partitionThreads.shutdownNow();
    }
}
