package io.ayni.ledger.service;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.ResultCode;
import io.ayni.embedded.AyniTopics;
import io.ayni.embedded.KafkaProcess;
import io.ayni.embedded.KafkaSettings;
import io.ayni.embedded.PostgresProcess;
import io.ayni.embedded.PostgresSettings;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.events.v1.EntryAppended;
import io.ayni.ledger.fixture.ExportedJournal;
import io.ayni.ledger.fixture.LedgerClient;
import io.ayni.ledger.fixture.LedgerDatabase;
import io.ayni.ledger.fixture.LedgerProcess;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.SettlementStream;
import io.ayni.ledger.fixture.SettlingLoad;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.fixture.Topics;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The packaged ledger while something breaks: everything accepted is posted exactly once, and nothing else is. Kafka and
 * PostgreSQL are processes of this class alone; each test leaves them and the ledger running.
 */
class LedgerFaultsIT {
    private static final long MIB = 1L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NODES = 4;

    private static KafkaProcess kafka;
    private static PostgresProcess postgres;
    private static LedgerDatabase database;
    private static LedgerProcess ledger;

    private LedgerClient client;

    @BeforeAll
    static void start() {
        Path directory = ScratchDirectory.create("test-ledger-faults");
        postgres = PostgresProcess.start(PostgresSettings.in(directory, LedgerDatabase.newCredentials()));
        database = LedgerDatabase.of(postgres);
        kafka = KafkaProcess.start(KafkaSettings.in(directory));
        kafka.createTopics(AyniTopics.all());
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("ayni.ledger.ingest.append-deadline", "2s");
        settings.put("ayni.ledger.outbox.deadline", "2s");
        settings.put("ayni.ledger.settlement.longest-retry", "500ms");
        settings.put("mp.messaging.incoming.settlements.session.timeout.ms", "6000");
        ledger = LedgerProcess.start(directory, settings);
        ledger.awaitReady();
    }

    @AfterAll
    static void stop() {
        ledger.close();
        kafka.close();
        postgres.close();
    }

    @BeforeEach
    void connect() {
        client = new LedgerClient(ledger.port());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void batchesAreUnavailableWithoutKafkaAndNothingIsHalfDoneAndThenItGoesOn() throws Exception {
        // Given
        Node node = Node.named("faults-kafka");
        client.submit(node, node.batch(1, grant("faults-kafka-1", node).settling(MIB)));
        String journal = client.verifiedJournal().text();
        Envelope batch = node.batch(2, grant("faults-kafka-2", node).settling(2 * MIB));

        // When
        kafka.kill();
        SettlementStream stream = client.stream(node).hand(batch);

        // Then
        assertThat(stream.awaitEnd().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(stream.accepted()).isEmpty();
        StatusRuntimeException noAck =
                catchThrowableOfType(StatusRuntimeException.class, () -> client.ack(node, batch.id()));
        assertThat(noAck.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(client.verifiedJournal().text()).isEqualTo(journal);
        ledger.awaitReadiness(503);

        // When
        kafka.restart();
        ledger.awaitReadiness(200);
        SettlementStream again = client.submit(node, batch);

        // Then
        assertThat(again.accepted()).containsExactly(batch.id());
        assertThat(Ack.decode(again.acks().getFirst().body()).results())
                .singleElement()
                .satisfies(result -> assertThat(result.code()).isEqualTo(ResultCode.POSTED));
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(3 * MIB);
        awaitEverythingPublished();
    }

    @Test
    void whatIsAcceptedWhilePostgresIsGoneIsPostedWhenItIsBack() throws Exception {
        long seed = newSeed();
        SettlingLoad load = new SettlingLoad(client, "faults-postgres-" + seed, NODES, seed);
        load.awaitMoreAccepted(50);

        // When
        postgres.stopImmediately();

        // Then
        ledger.awaitReadiness(503);
        assertThat(ledger.readiness().body()).contains("DOWN");
        StatusRuntimeException noBalance =
                catchThrowableOfType(StatusRuntimeException.class, () -> client.balance(Node.named("faults-postgres")));
        assertThat(noBalance.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(client.export("GET", "Bearer " + Operator.TOKEN).statusCode())
                .isEqualTo(503);
        Node latecomer = Node.named("faults-latecomer");
        Envelope late =
                latecomer.batch(1, grant("faults-late-" + seed, latecomer).settling(MIB));
        SettlementStream stream = client.stream(latecomer).hand(late).awaitAccepted(1);
        assertThat(stream.acks()).isEmpty();

        // When
        postgres.restart();

        // Then
        ledger.awaitReadiness(200);
        stream.awaitAcks(1);
        load.awaitMoreAccepted(50);
        verify(load);
    }

    @Test
    void ledgerKilledBetweenAcceptanceAndPostingPostsExactlyOnceAfterItsRestart() throws Exception {
        // Given: batches that are accepted and cannot be settled, because somebody holds the shards
        Node node = Node.named("faults-accepted");
        List<Envelope> batches = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> node.batch(i, grant("faults-accepted-" + i, node).settling(MIB)))
                .toList();
        try (Connection blocker = database.asOwner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("select from ledger.shard_head for update");
            client.stream(node).hand(batches.toArray(Envelope[]::new)).awaitAccepted(5);

            // When
            ledger.kill();
            blocker.rollback();
        }
        ledger.startAgain();
        ledger.awaitReady();
        client.reconnect();

        // Then
        SettlementStream again = client.submit(node, batches.toArray(Envelope[]::new));
        assertThat(again.acks()).hasSize(5);
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(5 * MIB);
        assertThat(client.settlements(node)).hasSize(5);
        awaitEverythingPublished();
    }

    @Test
    void ledgerKilledAgainAndAgainPostsEverythingAcceptedExactlyOnce() throws Exception {
        long seed = newSeed();
        SplittableRandom random = new SplittableRandom(seed);
        SettlingLoad load = new SettlingLoad(client, "faults-kill-" + seed, NODES, seed);
        for (int kill = 0; kill < 3; kill++) {
            // Given
            load.awaitMoreAccepted(random.nextInt(1, 120));

            // When
            ledger.kill();
            ledger.startAgain();
            ledger.awaitReady();
            client.reconnect();
        }

        // Then
        load.awaitMoreAccepted(20);
        verify(load);
    }

    private void verify(SettlingLoad load) throws Exception {
        load.stop();
        load.awaitDecided();
        awaitEverythingPublished();
        load.verify(client.verifiedJournal());
        assertThat(database.number("select count(*) from ledger.parked_record")).isZero();
    }

    /** After a failure events may come twice, but each comes. */
    private void awaitEverythingPublished() throws Exception {
        Awaitility.await().atMost(PATIENCE).until(() -> database.number("select count(*) from ledger.outbox") == 0);
        Topics topics = new Topics(kafka.bootstrapServers());
        Awaitility.await().atMost(PATIENCE).until(() -> topics.settlementLag() == 0);
        Set<String> published = new HashSet<>();
        for (var record : topics.read(Topics.JOURNAL)) {
            EntryAppended event = EntryAppended.parseFrom(record.value());
            published.add(event.getShard() + "/" + event.getNumber());
        }
        ExportedJournal journal = client.verifiedJournal();
        assertThat(published)
                .containsExactlyInAnyOrderElementsOf(journal.entries().stream()
                        .map(entry -> entry.shard() + "/" + entry.number())
                        .toList());
    }

    private static TestGrant grant(String name, Node node) {
        return aGrant(name).to(node).issuedAt(System.currentTimeMillis());
    }

    private static long newSeed() {
        long seed = Long.getLong("ayni.test.seed", System.nanoTime() % 1_000_000_000);
        System.out.println("seed " + seed + " (again with -Dayni.test.seed=" + seed + ")");
        return seed;
    }
}
