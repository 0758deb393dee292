package io.ayni.tracker.service;

import com.google.protobuf.ByteString;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Publication;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.embedded.TestInfrastructure;
import io.ayni.events.v1.ContentPublished;
import java.security.SecureRandom;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes items as the gateway does. */
final class PublishedItems {
    private static final SecureRandom RANDOM = new SecureRandom();

    private PublishedItems() {}

    static ContentId randomId() {
        byte[] id = new byte[ContentId.WIDTH];
        RANDOM.nextBytes(id);
        return new ContentId(id);
    }

    static ContentPublished record(ContentId id, long sizeBytes, Ed25519PrivateKey key) {
        Publication publication = new Publication(id, "item", 1, sizeBytes, 1_700_000_000_000L);
        return ContentPublished.newBuilder()
                .setContentId(ByteString.copyFrom(id.bytes()))
                .setName("item")
                .setSizeBytes(sizeBytes)
                .setPieceLengthBytes(65_536)
                .setVersion(1)
                .setPublishedAtMs(1_700_000_000_000L)
                .setPublication(Envelopes.toMessage(Envelope.sign(publication, key)))
                .build();
    }

    static ContentId publish(long sizeBytes) {
        ContentId id = randomId();
        write(id.bytes(), record(id, sizeBytes, OperatorFiles.MANIFEST_KEY).toByteArray());
        return id;
    }

    static void write(byte[] key, byte[] value) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("ayni.content", key, value));
        }
    }
}
