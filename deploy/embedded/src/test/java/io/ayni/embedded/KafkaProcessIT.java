package io.ayni.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.embedded.process.LoopbackPorts;
import io.ayni.embedded.process.PortTakenException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {
    @TempDir
    Path directory;

    @Test
    void createsAyniTopicsAndKeepsRecordsOverAKillInAnyDirectory() throws Exception {
        Path odd = directory.resolve("a b, ñ \"q\" %20 $x");
        try (KafkaProcess kafka = KafkaProcess.start(KafkaSettings.in(odd))) {
            // Given
            kafka.createTopics(AyniTopics.all());
            kafka.createTopics(AyniTopics.all());
            assertThatTopicsAreAsDeclared(kafka.bootstrapServers());
            produce(kafka.bootstrapServers(), "durable");

            // When
            kafka.kill();
            kafka.restart();

            // Then
            assertThat(firstValue(kafka.bootstrapServers())).isEqualTo("durable");
        }
    }

    @Test
    void namesTheTakenPort() throws Exception {
        // Given
        int port = LoopbackPorts.free();
        try (var taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            KafkaSettings settings = KafkaSettings.in(directory).withPort(taken.getLocalPort());

            // When, Then
            assertThatThrownBy(() -> KafkaProcess.start(settings))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("Port " + port + " on 127.0.0.1, wanted for Kafka, is taken by another process.");
            assertThat(Files.exists(settings.data())).isFalse();
        }
    }

    private static void assertThatTopicsAreAsDeclared(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            for (Topic topic : AyniTopics.all()) {
                var description = admin.describeTopics(List.of(topic.name()))
                        .allTopicNames()
                        .get()
                        .get(topic.name());
                assertThat(description.partitions()).hasSize(topic.partitions());
                assertThat(description.partitions().getFirst().replicas()).hasSize(1);
                var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
                assertThat(admin.describeConfigs(Set.of(resource))
                                .all()
                                .get()
                                .get(resource)
                                .get("cleanup.policy")
                                .value())
                        .isEqualTo(topic.retention() == Topic.Retention.COMPACTED ? "compact" : "delete");
            }
        }
    }

    private static void produce(String bootstrap, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>("ayni.settlements", 2, bytes, bytes))
                    .get();
        }
    }

    private static String firstValue(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition("ayni.settlements", 2)));
            var records = consumer.poll(Duration.ofSeconds(20));
            assertThat(records.count()).isEqualTo(1);
            return new String(records.iterator().next().value(), StandardCharsets.UTF_8);
        }
    }
}
