package io.ayni.ledger.settlement.kafka;

import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.settlement.SettlementStore;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Puts the consumer at the offsets that stand in the ledger whenever partitions are assigned, and tells them to Kafka for
 * all partitions of this process: what Kafka has committed for the group serves the lag figures only, and commits that fall
 * into a rebalance are refused and not repeated. If the ledger's offset cannot be read now, the consumer stays where Kafka
 * put it: records below the ledger's offset are skipped by the rules, and a gap sends it back to the ledger's offset.
 */
@ApplicationScoped
@Identifier(SettlementOffsets.NAME)
public class SettlementOffsets implements KafkaConsumerRebalanceListener {
    /** The name by which the channel's settings refer to it. */
    static final String NAME = "settlement-offsets";

    private static final Logger LOG = Logger.getLogger(SettlementOffsets.class);

    private final SettlementStore store;

    SettlementOffsets(SettlementStore store) {
        this.store = store;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> settled = new HashMap<>();
        for (TopicPartition partition : partitions) {
            seek(consumer, partition).ifPresent(offset -> settled.put(partition, new OffsetAndMetadata(offset)));
        }
        for (TopicPartition partition : consumer.assignment()) {
            if (!partitions.contains(partition)) {
                offset(partition).ifPresent(offset -> settled.put(partition, new OffsetAndMetadata(offset)));
            }
        }
        consumer.commitAsync(settled, (offsets, failure) -> {
            if (failure != null) {
                LOG.debugv("Kafka shows a wrong lag until the next record: reason={0}", failure.getMessage());
            }
        });
    }

    /** Puts the consumer at the ledger's offset and answers it; empty if it cannot be read. Called on the polling thread. */
    OptionalLong seek(Consumer<?, ?> consumer, TopicPartition partition) {
        OptionalLong offset = offset(partition);
        offset.ifPresent(ledgers -> {
            consumer.seek(partition, ledgers);
            LOG.infov("Consumer placed where the ledger stands: shard={0}, offset={1}", partition.partition(), ledgers);
        });
        return offset;
    }

    private OptionalLong offset(TopicPartition partition) {
        try {
            return OptionalLong.of(store.nextOffset(partition.partition()));
        } catch (StoreFailure e) {
            // going on is right: a wrong position is found by the rules before anything is settled
            LOG.warnv(
                    "Offset of the ledger not readable now: shard={0}, reason={1}",
                    partition.partition(), e.getMessage());
            return OptionalLong.empty();
        }
    }
}
