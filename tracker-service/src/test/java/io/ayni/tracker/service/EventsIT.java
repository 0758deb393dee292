package io.ayni.tracker.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.embedded.TestInfrastructure;
import io.ayni.events.v1.NodeRegistered;
import io.ayni.events.v1.SwarmChanged;
import io.ayni.tracker.v1.RegisterRequest;
import io.ayni.tracker.v1.RenewToken;
import io.ayni.tracker.v1.SessionRequest;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventsIT extends RunningTracker {
    @Test
    void eachRegistrationIsPublishedAndANewDecisionToo() throws Exception {
        // Given
        TestNode node = new TestNode(channel).ofAccount("event-owner").register();
        try (TestSession session = node.openSession()) {
            session.send(SessionRequest.newBuilder().setConsent(TestNode.consent(false)));
            session.send(SessionRequest.newBuilder().setRenewToken(RenewToken.getDefaultInstance()))
                    .next();
        }
        // When
        List<byte[]> records = await("ayni.nodes", node.id().bytes(), 2);
        // Then
        NodeRegistered first = NodeRegistered.parseFrom(records.get(0));
        assertThat(first.toBuilder().clearEventId().clearRegisteredAtMs().build())
                .isEqualTo(NodeRegistered.newBuilder()
                        .setNodeId(node.idBytes())
                        .setPublicKey(ByteString.copyFrom(node.key.publicKey().bytes()))
                        .setAccountId(ByteString.copyFrom(
                                AccountId.ofName("event-owner").bytes()))
                        .setAgentVersion("test 1")
                        .setSharing(true)
                        .setConsentTextVersion(3)
                        .setConsentGivenAtMs(1_700_000_000_000L)
                        .build());
        NodeRegistered second = NodeRegistered.parseFrom(records.get(1));
        assertThat(second.getSharing()).isFalse();
        assertThat(first.getEventId().size()).isEqualTo(16);
        assertThat(second.getEventId()).isNotEqualTo(first.getEventId());
    }

    @Test
    void registrationWithoutConsentIsRecordedAsSuch() throws Exception {
        // Given
        TestNode node = new TestNode(channel);
        RegisterRequest request = node.registration().clearConsent().build();
        // When
        node.openRegistration().register(request);
        // Then
        NodeRegistered event = NodeRegistered.parseFrom(
                await("ayni.nodes", node.id().bytes(), 1).getFirst());
        assertThat(event.getSharing()).isFalse();
        assertThat(event.getConsentTextVersion()).isZero();
        assertThat(event.getConsentGivenAtMs()).isZero();
    }

    @Test
    void sameDecisionAgainIsNotPublishedAgain() throws Exception {
        // Given
        TestNode node = new TestNode(channel).register();
        try (TestSession session = node.openSession()) {
            // When the same decision is sent three times, and then another one
            for (boolean sharing : new boolean[] {true, true, true, false}) {
                session.send(SessionRequest.newBuilder().setConsent(TestNode.consent(sharing)));
            }
            // Then
            List<byte[]> records = await("ayni.nodes", node.id().bytes(), 2);
            assertThat(records).hasSize(2);
            assertThat(NodeRegistered.parseFrom(records.getLast()).getSharing()).isFalse();
        }
    }

    @Test
    void countsOfASwarmArePublishedWhenTheyChange() throws Exception {
        // Given
        ContentId item = knownItem();
        new TestNode(channel).register().tracker().announce(seeding(item).build());
        new TestNode(channel).register().tracker().announce(leeching(item, 1).build());
        // When
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            List<byte[]> records = read("ayni.swarms", item.bytes());
            return !records.isEmpty()
                    && SwarmChanged.parseFrom(records.getLast()).getLeeches() == 1;
        });
        // Then
        SwarmChanged newest =
                SwarmChanged.parseFrom(read("ayni.swarms", item.bytes()).getLast());
        assertThat(newest.toBuilder().clearChangedAtMs().build())
                .isEqualTo(SwarmChanged.newBuilder()
                        .setContentId(ByteString.copyFrom(item.bytes()))
                        .setSeeds(1)
                        .setLeeches(1)
                        .build());
        assertThat(newest.getChangedAtMs()).isCloseTo(System.currentTimeMillis(), Offset.offset(60_000L));
    }

    @Test
    void recordsThatCannotBeUsedDoNotBlockTheCatalogue() {
        // Given
        ContentId forged = PublishedItems.randomId();
        PublishedItems.write(new byte[] {1, 2, 3}, new byte[] {4, 5});
        PublishedItems.write(
                forged.bytes(),
                PublishedItems.record(forged, SIZE, OperatorFiles.GRANT_KEY).toByteArray());
        // When
        ContentId honest = knownItem();
        // Then
        TestNode node = new TestNode(channel).register();
        assertThat(node.tracker().scrape(scrape(honest)).getSeeds()).isZero();
        assertThat(codeOf(() -> node.tracker().scrape(scrape(forged)))).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void withdrawnItemIsNotFoundAnyMore() {
        // Given
        ContentId item = knownItem();
        TestNode node = new TestNode(channel).register();
        // When
        PublishedItems.write(item.bytes(), null);
        // Then
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        codeOf(() -> node.tracker().scrape(scrape(item))))
                .isEqualTo(Status.Code.NOT_FOUND));
    }

    @Test
    void keysHealthAndMetricsAreServed() throws Exception {
        // Given
        knownItem();
        // When, Then
        assertThat(get("/operator.keys").body()).isEqualTo(OperatorFiles.KEYS.format());
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/q/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"catalogue\": \"read\"", "\"events\": \"flowing\"");
        assertThat(get("/q/metrics").body())
                .contains("ayni_tracker_table_size{table=\"items\"", "ayni_tracker_events_waiting");
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static List<byte[]> await(String topic, byte[] key, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> read(topic, key), records -> records.size() >= count);
    }

    private static List<byte[]> read(String topic, byte[] key) {
        return TopicReader.valuesOf(TestInfrastructure.kafkaBootstrapServers(), topic, key);
    }
}
