package io.ayni.ledger.settlement.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.embedded.TestInfrastructure;
import io.ayni.events.v1.DeliveryCounted;
import io.ayni.events.v1.DeliverySource;
import io.ayni.events.v1.EntryAppended;
import io.ayni.events.v1.SettlementRecord;
import io.ayni.ledger.fixture.LedgerDatabase;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.fixture.Topics;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the settlement topic may hold, whoever wrote it, and what the ledger publishes in turn. */
@QuarkusTest
class SettlementTopicIT extends RunningLedger {
    private static final int PARTITION = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LedgerDatabase database = LedgerDatabase.shared();
    private final Topics topics = new Topics(TestInfrastructure.kafkaBootstrapServers());

    @Test
    void poisonRecordAmongFiveHundredIsSetAsideAndTheOthersAreSettled() throws Exception {
        // Given
        Node node = Node.named("topic-poison");
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            records.add(to(
                    PARTITION,
                    node,
                    node.batch(i + 1, grant("topic-poison-" + i, node).settling(MIB))));
        }
        byte[] poison = "no settlement record".getBytes(StandardCharsets.UTF_8);
        records.set(
                249,
                new ProducerRecord<>(Topics.SETTLEMENTS, PARTITION, node.id().bytes(), poison));

        // When
        List<RecordMetadata> written = topics.write(records);

        // Then
        awaitQuiescence();
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(499 * MIB);
        assertThat(client.entries(node, 500, "").getEntriesCount()).isEqualTo(499);
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
        Node node = Node.named("topic-kinds");
        Node other = Node.named("topic-kinds-other");
        Envelope good = node.batch(1, grant("topic-kinds", node).settling(MIB));
        Envelope forged = new Envelope(good.body(), other.key().sign(good.body()), good.keyId());
        byte[] noBatch = value(new Envelope("no batch".getBytes(StandardCharsets.UTF_8), new byte[64], good.keyId()));
        byte[] forgedValue = value(forged);
        byte[] huge = new byte[4 << 20]; // compressed, Kafka takes it
        List<ProducerRecord<byte[], byte[]>> records = List.of(
                record(node.id().bytes(), null),
                record(null, null),
                record(node.id().bytes(), new byte[] {0x0a, 0x7f, 0x01}),
                record(node.id().bytes(), huge),
                record(node.id().bytes(), noBatch),
                record(other.id().bytes(), value(good)),
                record(new byte[] {1}, value(good)),
                record(null, value(good)),
                record(node.id().bytes(), forgedValue),
                record(node.id().bytes(), value(good)));

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
        long parked = database.number("select count(*) from ledger.parked_record");
        int events = topics.read(Topics.JOURNAL).size();
        int deliveries = topics.read(Topics.DELIVERIES).size();

        // When: everything comes again, in the same partitions, backwards, and in others
        topics.write(
                all.stream().map(record -> again(record, record.partition())).toList());
        topics.write(all.reversed().stream()
                .map(record -> again(record, record.partition()))
                .toList());
        topics.write(all.stream()
                .map(record -> again(record, (record.partition() + 1) % 4))
                .toList());

        // Then
        awaitQuiescence();
        assertThat(client.verifiedJournal().text()).isEqualTo(journal);
        assertThat(acks()).isEqualTo(acks);
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(40 * MIB);
        assertThat(client.balance(node).getEarnedMicroCredits()).isEqualTo(40_000);
        assertThat(database.number("select count(*) from ledger.parked_record")).isEqualTo(4 * parked);
        assertThat(topics.read(Topics.JOURNAL)).hasSize(events);
        assertThat(topics.read(Topics.DELIVERIES)).hasSize(deliveries);
    }

    @Test
    void batchesOutOfOrderSettleToTheHighestReceipt() throws Exception {
        // Given
        Node node = Node.named("topic-order");
        TestGrant grant = grant("topic-order", node);
        List<Envelope> batches = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> node.batch(i, grant.settling(i * MIB)))
                .toList();

        // When
        topics.write(Stream.of(5, 2, 8, 1, 7)
                .map(i -> to(PARTITION, node, batches.get(i - 1)))
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
    void sameGrantInSeveralPartitionsAtOnceIsPaidOnce() throws Exception {
        // Given: fifty grants, each handed in once in every partition, in orders that collide
        Node node = Node.named("topic-collide");
        List<Envelope> batches = IntStream.range(0, 50)
                .mapToObj(
                        i -> node.batch(i + 1, grant("topic-collide-" + i, node).settling(MIB)))
                .toList();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            records.add(to(0, node, batches.get(i)));
            records.add(to(1, node, batches.get(batches.size() - 1 - i)));
            records.add(to(2, node, batches.get((i + 25) % batches.size())));
            records.add(to(3, node, batches.get(i)));
        }

        // When
        topics.write(records);

        // Then
        awaitQuiescence();
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(50 * MIB);
        assertThat(client.balance(node).getEarnedMicroCredits()).isEqualTo(50_000);
        assertThat(client.entries(node, 500, "").getEntriesCount()).isEqualTo(50);
        assertThat(client.get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void everyEntryIsPublishedOnceUnderItsAccountAndEverySettledByteIsCounted() throws Exception {
        // Given
        Node node = Node.named("topic-events");
        TestGrant first = grant("topic-events-1", node).forContent("topic-events film");
        TestGrant second = grant("topic-events-2", node).forContent("topic-events film");
        TestGrant third = grant("topic-events-3", node).forContent("topic-events song");

        // When
        client.submit(node, node.batch(1, first.settling(2 * MIB), third.settling(MIB)));
        client.submit(node, node.batch(2, first.settling(3 * MIB), second.settling(4 * MIB)));

        // Then
        awaitQuiescence();
        assertThat(published()).isEqualTo(journalByAccount());
        assertThat(counted(first.contentId())).isEqualTo(7 * MIB);
        assertThat(counted(third.contentId())).isEqualTo(MIB);
    }

    /** Positions and bodies of all events of the journal topic under their keys; fails when one comes twice. */
    private Map<String, List<String>> published() throws Exception {
        Map<String, List<String>> published = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.read(Topics.JOURNAL)) {
            EntryAppended event = EntryAppended.parseFrom(record.value());
            JournalEntry entry = JournalEntry.decode(event.getBody().toByteArray());
            assertThat(entry.shard()).isEqualTo(event.getShard());
            assertThat(entry.number()).isEqualTo(event.getNumber());
            published
                    .computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), key -> new ArrayList<>())
                    .add(entry.shard() + "/" + entry.number());
        }
        published.values().forEach(Collections::sort);
        return published;
    }

    /** Positions of all entries of the journal under the owner who earns, or the first account when nobody does. */
    private Map<String, List<String>> journalByAccount() throws SQLException {
        String query =
                """
                select coalesce(e.owner_account, p.account) || ' ' || e.shard || '/' || e.number
                from ledger.journal_entry e
                    left join ledger.posting p on p.shard = e.shard and p.number = e.number and p.leg = 0""";
        return database.texts(query).stream()
                .map(line -> line.split(" "))
                .collect(Collectors.groupingBy(
                        line -> line[0],
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(line -> line[1], Collectors.toList()),
                                positions -> positions.stream().sorted().toList())));
    }

    /** Bytes of an item that the ledger counted; fails when an event comes twice. */
    private long counted(ContentId content) throws Exception {
        List<ByteString> ids = new ArrayList<>();
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : topics.read(Topics.DELIVERIES)) {
            if (Arrays.equals(record.key(), content.bytes())) {
                DeliveryCounted event = DeliveryCounted.parseFrom(record.value());
                assertThat(event.getSource()).isEqualTo(DeliverySource.DELIVERY_SOURCE_PEER);
                assertThat(event.getContentId().toByteArray()).isEqualTo(content.bytes());
                ids.add(event.getEventId());
                bytes += event.getBytes();
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
        return bytes;
    }

    /** Everything is settled, published and reported to Kafka. */
    private void awaitQuiescence() {
        Awaitility.await().atMost(PATIENCE).until(() -> topics.settlementLag() == 0);
        Awaitility.await().atMost(PATIENCE).until(() -> database.number("select count(*) from ledger.outbox") == 0);
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

    private List<String> acks() throws SQLException {
        return database.texts("select encode(batch_id || body || signature, 'hex') from ledger.ack order by batch_id");
    }

    private static ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> record, int partition) {
        return new ProducerRecord<>(Topics.SETTLEMENTS, partition, record.key(), record.value());
    }

    private static ProducerRecord<byte[], byte[]> to(int partition, Node node, Envelope batch) {
        return new ProducerRecord<>(Topics.SETTLEMENTS, partition, node.id().bytes(), value(batch));
    }

    private static ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ProducerRecord<>(Topics.SETTLEMENTS, PARTITION, key, value);
    }

    private static byte[] value(Envelope batch) {
        return SettlementRecord.newBuilder()
                .setBatch(Envelopes.toMessage(batch))
                .setReceivedAtMs(System.currentTimeMillis())
                .build()
                .toByteArray();
    }
}
