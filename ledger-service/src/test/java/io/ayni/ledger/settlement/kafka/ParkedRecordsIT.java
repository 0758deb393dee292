package io.ayni.ledger.settlement.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Envelope;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.SettlementRecords;
import io.ayni.ledger.fixture.Topics;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Records of the settlement topic that hold nothing to settle: set aside, never in the way. */
@QuarkusTest
class ParkedRecordsIT extends RunningLedger {
    private static final int PARTITION = 2;

    @Test
    void poisonRecordAmongFiveHundredIsSetAsideAndTheOthersAreSettled() throws Exception {
        // Given
        Node node = Node.inShard("topic-poison", PARTITION, SHARDS);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            records.add(SettlementRecords.of(
                    PARTITION,
                    node,
                    node.batch(i + 1, grant("topic-poison-" + i, node).settling(MIB))));
        }
        byte[] poison = "no settlement record".getBytes(StandardCharsets.UTF_8);
        records.set(249, SettlementRecords.raw(PARTITION, node.id().bytes(), poison));

        // When
        List<RecordMetadata> written = topics.write(records);

        // Then
        awaitQuiescence();
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(499 * MIB);
        assertThat(client.settlements(node)).hasSize(499);
        long offset = written.get(249).offset();
        assertThat(parkedIn(PARTITION, written)).containsExactly(offset + " UNREADABLE_RECORD");
        assertThat(deadLetters(poison)).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(node.id().bytes());
            assertThat(reason(letter)).isEqualTo("UNREADABLE_RECORD");
        });
    }

    @Test
    void everyKindOfPoisonIsSetAsideWithItsReason() throws Exception {
        // Given
        Node node = Node.inShard("topic-kinds", PARTITION, SHARDS);
        Node other = Node.named("topic-kinds-other");
        Envelope good = node.batch(1, grant("topic-kinds", node).settling(MIB));
        Envelope forged = new Envelope(good.body(), other.key().sign(good.body()), good.keyId());
        byte[] noBatch = SettlementRecords.valueOf(
                new Envelope("no batch".getBytes(StandardCharsets.UTF_8), new byte[64], good.keyId()));
        byte[] forgedValue = SettlementRecords.valueOf(forged);
        byte[] huge = new byte[4 << 20]; // compressed, Kafka takes it
        List<ProducerRecord<byte[], byte[]>> records = List.of(
                SettlementRecords.raw(PARTITION, node.id().bytes(), null),
                SettlementRecords.raw(PARTITION, null, null),
                SettlementRecords.raw(PARTITION, node.id().bytes(), new byte[] {0x0a, 0x7f, 0x01}),
                SettlementRecords.raw(PARTITION, node.id().bytes(), huge),
                SettlementRecords.raw(PARTITION, node.id().bytes(), noBatch),
                SettlementRecords.raw(PARTITION, other.id().bytes(), SettlementRecords.valueOf(good)),
                SettlementRecords.raw(PARTITION, new byte[] {1}, SettlementRecords.valueOf(good)),
                SettlementRecords.raw(PARTITION, null, SettlementRecords.valueOf(good)),
                SettlementRecords.raw(PARTITION, node.id().bytes(), forgedValue),
                SettlementRecords.raw(PARTITION, node.id().bytes(), SettlementRecords.valueOf(good)));

        // When
        List<RecordMetadata> written = topics.write(records);

        // Then
        awaitQuiescence();
        long first = written.getFirst().offset();
        assertThat(parkedIn(PARTITION, written))
                .containsExactly(
                        first + " UNREADABLE_RECORD",
                        (first + 1) + " UNREADABLE_RECORD",
                        (first + 2) + " UNREADABLE_RECORD",
                        (first + 3) + " UNREADABLE_RECORD",
                        (first + 4) + " MALFORMED_BATCH",
                        (first + 5) + " WRONG_KEY",
                        (first + 6) + " WRONG_KEY",
                        (first + 7) + " WRONG_KEY",
                        (first + 8) + " BAD_BATCH_SIGNATURE");
        assertThat(deadLetters(noBatch)).singleElement().satisfies(letter -> assertThat(reason(letter))
                .isEqualTo("MALFORMED_BATCH"));
        assertThat(topics.read(Topics.DEAD_LETTERS)).noneSatisfy(letter -> assertThat(letter.value())
                .hasSizeGreaterThan(SettlementEvents.MAX_DEAD_LETTER_BYTES));
        assertThat(database.number(
                        "select octet_length(record_value) from ledger.parked_record where shard = ? and record_offset = ?",
                        PARTITION,
                        first + 3))
                .isEqualTo(huge.length);
        assertThat(deadLetters(forgedValue)).singleElement().satisfies(letter -> assertThat(reason(letter))
                .isEqualTo("BAD_BATCH_SIGNATURE"));
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(MIB);
    }

    private List<String> parkedIn(int shard, List<RecordMetadata> written) throws SQLException {
        return database.texts(
                """
                select record_offset || ' ' || reason from ledger.parked_record
                where shard = ? and record_offset between ? and ? order by record_offset""",
                shard,
                written.getFirst().offset(),
                written.getLast().offset());
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters(byte[] value) {
        return topics.read(Topics.DEAD_LETTERS).stream()
                .filter(letter -> Arrays.equals(letter.value(), value))
                .toList();
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader("ayni-reason").value(), StandardCharsets.UTF_8);
    }
}
