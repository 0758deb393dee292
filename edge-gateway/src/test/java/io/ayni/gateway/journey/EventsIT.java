package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Publication;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.embedded.AyniTopics;
import io.ayni.embedded.KafkaProcess;
import io.ayni.embedded.KafkaSettings;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.events.v1.ContentPublished;
import io.ayni.events.v1.DeliveryCounted;
import io.ayni.events.v1.DeliverySource;
import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events on a real Kafka, which is down at times. */
class EventsIT {
    private static KafkaProcess kafka;

    private final GatewayProcess gateway = new GatewayProcess();
    private final Publisher publisher = new Publisher(gateway);

    @BeforeAll
    static void startKafka() {
        kafka = KafkaProcess.start(KafkaSettings.in(ScratchDirectory.create("gateway-kafka")));
        kafka.createTopics(AyniTopics.all());
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void startGateway() {
        gateway.set("kafka.bootstrap.servers", kafka.bootstrapServers())
                .set("ayni.gateway.delivery-interval", "100ms")
                .start();
    }

    @Test
    void publicationIsToldWithItsSignature() throws Exception {
        // Given
        startGateway();
        // When
        String id = publisher.publish("told.bin", new byte[100_000]);
        // Then
        ContentPublished event = ContentPublished.parseFrom(awaitRecord("ayni.content", id));
        assertThat(event.getContentId().toByteArray()).isEqualTo(HexFormat.of().parseHex(id));
        assertThat(event.getName()).isEqualTo("told.bin");
        assertThat(event.getSizeBytes()).isEqualTo(100_000);
        assertThat(event.getPieceLengthBytes()).isEqualTo(65_536);
        assertThat(event.getVersion()).isEqualTo(1);
        Envelope envelope = Envelopes.fromMessage(event.getPublication()).orElseThrow();
        assertThat(envelope.isSignedBy(GatewayProcess.MANIFEST_KEY.publicKey())).isTrue();
        assertThat(Publication.decode(envelope.body()).publishedAtMs()).isEqualTo(event.getPublishedAtMs());
    }

    @Test
    void acknowledgedEventIsNotToldAgainAtTheNextStart() throws Exception {
        startGateway();
        String id = publisher.publish("once.bin", new byte[] {1});
        awaitRecord("ayni.content", id);
        await().until(() ->
                gateway.data().resolve("items/" + id + "/announced").toFile().exists());
        gateway.stop();
        gateway.start();
        String later = publisher.publish("later.bin", new byte[] {2});
        awaitRecord("ayni.content", later);
        assertThat(records("ayni.content").stream().filter(r -> key(r).equals(id)))
                .hasSize(1);
    }

    @Test
    void publishingGoesOnWithoutKafkaAndIsToldLater() throws Exception {
        // Given
        startGateway();
        publisher.publish("before.bin", new byte[] {3});
        kafka.kill();
        // When published while Kafka is down, and the gateway is killed before Kafka is back
        String first = publisher.publish("during-1.bin", new byte[] {4});
        gateway.kill();
        gateway.start();
        String second = publisher.publish("during-2.bin", new byte[] {5});
        assertThat(publisher.get("/content/" + first + "/during-1.bin").body()).containsExactly(4);
        kafka.restart();
        // Then
        assertThat(ContentPublished.parseFrom(awaitRecord("ayni.content", first))
                        .getName())
                .isEqualTo("during-1.bin");
        assertThat(ContentPublished.parseFrom(awaitRecord("ayni.content", second))
                        .getName())
                .isEqualTo("during-2.bin");
    }

    @Test
    void deliveriesAreSummedByContent() throws Exception {
        // Given
        startGateway();
        String id = publisher.publish("given.bin", new byte[1_000]);
        // When
        publisher.get("/content/" + id + "/given.bin");
        publisher.get("/content/" + id + "/given.bin", "Range", "bytes=0-99");
        publisher.get("/content/" + id + "/given.bin", "Range", "bytes=5000-");
        publisher.get("/content/" + id + ".torrent");
        // Then
        List<DeliveryCounted> events = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            events.clear();
            for (ConsumerRecord<byte[], byte[]> entry : records("ayni.deliveries")) {
                if (key(entry).equals(id)) {
                    events.add(DeliveryCounted.parseFrom(entry.value()));
                }
            }
            return events.stream().mapToLong(DeliveryCounted::getBytes).sum() >= 1_100;
        });
        assertThat(events.stream().mapToLong(DeliveryCounted::getBytes).sum()).isEqualTo(1_100);
        assertThat(events.stream().mapToInt(DeliveryCounted::getRequests).sum()).isEqualTo(2);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getSource()).isEqualTo(DeliverySource.DELIVERY_SOURCE_EDGE);
            assertThat(event.getEventId().size()).isEqualTo(16);
            assertThat(event.getCountedBy()).isEqualTo(gateway.url());
            assertThat(event.getFromMs()).isLessThanOrEqualTo(event.getUntilMs());
        });
    }

    @Test
    void deliveriesOfTheLastMomentAreToldAtTheEnd() throws Exception {
        // Given
        gateway.set("kafka.bootstrap.servers", kafka.bootstrapServers())
                .set("ayni.gateway.delivery-interval", "1M")
                .start();
        String id = publisher.publish("last.bin", new byte[700]);
        awaitRecord("ayni.content", id);
        publisher.get("/content/" + id + "/last.bin");
        // When
        gateway.stop();
        // Then
        assertThat(DeliveryCounted.parseFrom(awaitRecord("ayni.deliveries", id)).getBytes())
                .isEqualTo(700);
    }

    private static byte[] awaitRecord(String topic, String id) {
        List<byte[]> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            records(topic).stream().filter(r -> key(r).equals(id)).forEach(r -> found.add(r.value()));
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private static String key(ConsumerRecord<byte[], byte[]> entry) {
        return HexFormat.of().formatHex(entry.key());
    }

    /** All records that the topic holds now. */
    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "key.deserializer", ByteArrayDeserializer.class,
                "value.deserializer", ByteArrayDeserializer.class);
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }
}
