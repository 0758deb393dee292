package io.ayni.ledger.settlement.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.ResultCode;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.SettlementRecords;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.fixture.Topics;
import io.ayni.ledger.v1.Entry;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Records of the settlement topic that come again, out of order or in several partitions: each counts once. */
@QuarkusTest
class RedeliveryIT extends RunningLedger {
    private static final int PARTITION = 2;

    @Test
    void contentsProducedAgainChangeNothing() throws Exception {
        // Given
        Node node = Node.named("topic-again");
        TestGrant growing = grant("topic-again-grows", node);
        List<Envelope> batches = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> node.batch(i, grant("topic-again-" + i, node).settling(MIB), growing.settling(i * MIB)))
                .toList();
        client.submit(node, batches.subList(0, 10).toArray(Envelope[]::new));
        client.submit(node, batches.subList(10, 20).toArray(Envelope[]::new));
        awaitQuiescence();
        List<ConsumerRecord<byte[], byte[]>> all = topics.read(Topics.SETTLEMENTS);
        String journal = client.verifiedJournal().text();
        List<String> acks = acks();
        long broken = broken();
        int events = topics.read(Topics.JOURNAL).size();
        int deliveries = topics.read(Topics.DELIVERIES).size();

        // When: everything comes again, in its partition, backwards, and in others, where nothing may be settled
        topics.write(all.stream()
                .map(record -> SettlementRecords.again(record, record.partition()))
                .toList());
        topics.write(all.reversed().stream()
                .map(record -> SettlementRecords.again(record, record.partition()))
                .toList());
        topics.write(all.stream()
                .map(record -> SettlementRecords.again(record, (record.partition() + 1) % SHARDS))
                .toList());

        // Then
        awaitQuiescence();
        assertThat(client.verifiedJournal().text()).isEqualTo(journal);
        assertThat(acks()).isEqualTo(acks);
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(40 * MIB);
        assertThat(client.balance(node).getEarnedMicroCredits()).isEqualTo(40_000);
        assertThat(broken()).isEqualTo(4 * broken);
        assertThat(database.texts(
                        "select reason from ledger.parked_record where record_key = ?",
                        node.id().bytes()))
                .hasSize(20)
                .containsOnly("WRONG_KEY");
        assertThat(topics.read(Topics.JOURNAL)).hasSize(events);
        assertThat(topics.read(Topics.DELIVERIES)).hasSize(deliveries);
    }

    @Test
    void batchesOutOfOrderSettleToTheHighestReceipt() throws Exception {
        // Given
        Node node = Node.inShard("topic-order", PARTITION, SHARDS);
        TestGrant grant = grant("topic-order", node);
        List<Envelope> batches = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> node.batch(i, grant.settling(i * MIB)))
                .toList();

        // When
        topics.write(Stream.of(5, 2, 8, 1, 7)
                .map(i -> SettlementRecords.of(PARTITION, node, batches.get(i - 1)))
                .toList());

        // Then
        awaitQuiescence();
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(8 * MIB);
        assertThat(client.balance(node).getEarnedMicroCredits()).isEqualTo(8_000);
        List<ResultCode> codes = new ArrayList<>();
        for (int i : List.of(5, 2, 8, 1, 7)) {
            codes.add(Ack.decode(client.ack(node, batches.get(i - 1).id()).body())
                    .results()
                    .getFirst()
                    .code());
        }
        assertThat(codes)
                .containsExactly(
                        ResultCode.POSTED,
                        ResultCode.ALREADY_SETTLED,
                        ResultCode.POSTED,
                        ResultCode.ALREADY_SETTLED,
                        ResultCode.ALREADY_SETTLED);
    }

    @Test
    void sameGrantInSeveralPartitionsAtOnceIsPaidOnceInThatOfItsUploader() throws Exception {
        // Given: fifty grants, each handed in once in every partition, in orders that collide
        Node node = Node.named("topic-collide");
        List<Envelope> batches = IntStream.range(0, 50)
                .mapToObj(
                        i -> node.batch(i + 1, grant("topic-collide-" + i, node).settling(MIB)))
                .toList();
        long misplaced = misplaced();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            records.add(SettlementRecords.of(0, node, batches.get(i)));
            records.add(SettlementRecords.of(1, node, batches.get(batches.size() - 1 - i)));
            records.add(SettlementRecords.of(2, node, batches.get((i + 25) % batches.size())));
            records.add(SettlementRecords.of(3, node, batches.get(i)));
        }

        // When
        topics.write(records);

        // Then
        awaitQuiescence();
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(50 * MIB);
        assertThat(client.balance(node).getEarnedMicroCredits()).isEqualTo(50_000);
        assertThat(client.settlements(node)).hasSize(50);
        assertThat(client.settlements(node)).extracting(Entry::getShard).containsOnly(node.shard(SHARDS));
        assertThat(misplaced() - misplaced).isEqualTo(150);
        assertThat(client.get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    /** Parked records that are none in any partition. */
    private long broken() throws SQLException {
        return database.number(
                "select count(*) from ledger.parked_record where reason in ('UNREADABLE_RECORD', 'MALFORMED_BATCH')");
    }

    private long misplaced() throws SQLException {
        return database.number("select count(*) from ledger.parked_record where reason = 'WRONG_KEY'");
    }

    private List<String> acks() throws SQLException {
        return database.texts("select encode(batch_id || body || signature, 'hex') from ledger.ack order by batch_id");
    }
}
