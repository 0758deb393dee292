package io.ayni.ledger.settlement.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.settlement.JudgedRecord;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.ParkReason;
import io.ayni.ledger.settlement.RawRecord;
import io.ayni.ledger.settlement.SettlementRules;
import io.ayni.ledger.settlement.StateNeeds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SettlementOffsetsTest {
    private static final TopicPartition FIRST = new TopicPartition("ayni.settlements", 0);
    private static final TopicPartition SECOND = new TopicPartition("ayni.settlements", 1);
    private static final TopicPartition UNKNOWN = new TopicPartition("ayni.settlements", 2);

    private final InMemoryLedger ledger = new InMemoryLedger(2);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final SettlementOffsets offsets = new SettlementOffsets(ledger);

    @Test
    void assignedPartitionsAreReadFromTheLedgersOffsets() {
        // Given
        passRecords(1, 3);
        consumer.assign(List.of(FIRST, SECOND));

        // When
        offsets.onPartitionsAssigned(consumer, List.of(FIRST, SECOND));

        // Then
        assertThat(consumer.position(FIRST)).isZero();
        assertThat(consumer.position(SECOND)).isEqualTo(3);
    }

    @Test
    void aPartitionWhoseOffsetCannotBeReadStaysWhereItIs() {
        // Given
        passRecords(1, 3);
        consumer.assign(List.of(UNKNOWN, SECOND));
        consumer.updateBeginningOffsets(Map.of(UNKNOWN, 40L, SECOND, 0L));
        consumer.seek(UNKNOWN, 41);

        // When
        offsets.onPartitionsAssigned(consumer, List.of(UNKNOWN, SECOND));

        // Then
        assertThat(consumer.position(UNKNOWN)).isEqualTo(41);
        assertThat(consumer.position(SECOND)).isEqualTo(3);
    }

    @Test
    void afterARebalanceKafkaIsToldWhatIsSettledOfAllPartitionsHere() {
        // Given
        passRecords(0, 2);
        passRecords(1, 3);
        consumer.assign(List.of(FIRST, SECOND, UNKNOWN));

        // When
        offsets.onPartitionsAssigned(consumer, List.of(SECOND));

        // Then
        assertThat(consumer.committed(Set.of(FIRST, SECOND, UNKNOWN)))
                .containsOnly(Map.entry(FIRST, new OffsetAndMetadata(2)), Map.entry(SECOND, new OffsetAndMetadata(3)));
    }

    /** Passes over so many records of a shard. */
    private void passRecords(int shard, int count) {
        SettlementRules rules = new SettlementRules(null, null, InMemoryLedger.PENDING);
        for (long offset = 0; offset < count; offset++) {
            List<JudgedRecord> broken = List.of(
                    new BrokenRecord(new RawRecord(offset, new byte[0], new byte[0]), ParkReason.UNREADABLE_RECORD));
            ledger.settle(StateNeeds.of(shard, broken), state -> rules.decide(state, broken, 1));
        }
    }
}
