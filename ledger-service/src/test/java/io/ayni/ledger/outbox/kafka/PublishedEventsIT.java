package io.ayni.ledger.outbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.events.v1.DeliveryCounted;
import io.ayni.events.v1.DeliverySource;
import io.ayni.events.v1.EntryAppended;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.fixture.Topics;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What the ledger tells the world, once everything is quiet. */
@QuarkusTest
class PublishedEventsIT extends RunningLedger {
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

    /**
     * Positions of all entries of the journal under the owner whose money it moves, the first account when it is nobody's, or
     * the cause when none is moved.
     */
    private Map<String, List<String>> journalByAccount() throws SQLException {
        String query =
                """
                select coalesce(e.owner_account, p.account, e.cause_key) || ' ' || e.shard || '/' || e.number
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
}
