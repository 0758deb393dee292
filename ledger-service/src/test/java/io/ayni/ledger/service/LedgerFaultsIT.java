package io.ayni.ledger.service;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.fixture.LongRun;
import io.ayni.embedded.process.Signal;
import io.ayni.ledger.fixture.BreakablePlatform;
import io.ayni.ledger.fixture.LedgerClient;
import io.ayni.ledger.fixture.LedgerProcess;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.SettlementStream;
import io.ayni.ledger.fixture.SettlingLoad;
import io.ayni.ledger.fixture.TestGrant;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The packaged ledger while something breaks: everything accepted is posted exactly once, and nothing else is. Each test
 * leaves Kafka, PostgreSQL and the ledger running.
 */
class LedgerFaultsIT {
    private static final long MIB = 1L << 20;
    private static final int NODES = 4;
    private static final int MAX_IN_FLIGHT = 8;
    /** PostgreSQL's {@code lock_not_available}. */
    private static final String LOCK_TIMEOUT = "55P03";

    private static final BreakablePlatform PLATFORM = BreakablePlatform.shared();
    private static LedgerProcess ledger;

    private LedgerClient client;

    @BeforeAll
    static void start() {
        ledger = PLATFORM.startLedger(
                "alone", Map.of("ayni.ledger.ingest.max-in-flight", Integer.toString(MAX_IN_FLIGHT)));
        ledger.awaitReady();
    }

    @AfterAll
    static void stop() {
        ledger.close();
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
        PLATFORM.kafka().kill();
        SettlementStream stream = client.stream(node).hand(batch);

        // Then
        assertThat(stream.awaitEnd().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(stream.accepted()).isEmpty();
        StatusRuntimeException noAck =
                catchThrowableOfType(StatusRuntimeException.class, () -> client.ack(node, batch.id()));
        assertThat(noAck.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(client.verifiedJournal().text()).isEqualTo(journal);
        ledger.awaitReadiness(503);
        assertThat(ledger.liveness().statusCode()).isEqualTo(200);

        // When
        PLATFORM.kafka().restart();
        ledger.awaitReadiness(200);
        SettlementStream again = client.submit(node, batch);

        // Then
        assertThat(again.accepted()).containsExactly(batch.id());
        assertThat(Ack.decode(again.acks().getFirst().body()).results())
                .singleElement()
                .satisfies(result -> assertThat(result.code()).isEqualTo(ResultCode.POSTED));
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(3 * MIB);
        PLATFORM.awaitEverythingPublished(client);
    }

    @Test
    void whatIsAcceptedWhilePostgresIsGoneIsPostedWhenItIsBack() throws Exception {
        long seed = BreakablePlatform.newSeed();
        SettlingLoad load = new SettlingLoad(client, "faults-postgres-" + seed, NODES, seed);
        load.awaitMoreAccepted(50);

        // When
        PLATFORM.postgres().stopImmediately();

        // Then
        ledger.awaitReadiness(503);
        assertThat(ledger.readiness().body()).contains("DOWN");
        assertThat(ledger.liveness().statusCode()).isEqualTo(200);
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
        PLATFORM.postgres().restart();

        // Then
        ledger.awaitReadiness(200);
        stream.awaitAcks(1);
        load.awaitMoreAccepted(50);
        PLATFORM.verify(load, client);
    }

    @Test
    void ledgerKilledBetweenAcceptanceAndPostingPostsExactlyOnceAfterItsRestart() throws Exception {
        // Given: batches that are accepted and cannot be settled, because somebody holds the shards
        Node node = Node.named("faults-accepted");
        List<Envelope> batches = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> node.batch(i, grant("faults-accepted-" + i, node).settling(MIB)))
                .toList();
        try (Connection blocker = PLATFORM.database().asOwner();
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
        PLATFORM.awaitEverythingPublished(client);
    }

    @Test
    void ledgerGivesUpWaitingForALockSaysSoAndGoesOnWhenItIsFree() throws Exception {
        // Given
        Node node = Node.named("faults-locked");
        Envelope batch = node.batch(1, grant("faults-locked", node).settling(MIB));
        try (Connection blocker = PLATFORM.database().asOwner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("select from ledger.shard_head for update");

            // When
            SettlementStream stream = client.stream(node).hand(batch).awaitAccepted(1);

            // Then
            ledger.awaitReadiness(503);
            assertThat(ledger.readiness().body())
                    .contains("waits for the store: the database answered " + LOCK_TIMEOUT);
            assertThat(ledger.liveness().statusCode()).isEqualTo(200);

            // When
            blocker.rollback();

            // Then
            stream.awaitAcks(1);
            ledger.awaitReadiness(200);
            assertThat(client.balance(node).getGivenBytes()).isEqualTo(MIB);
        }
    }

    @Test
    void ledgerKilledAgainAndAgainPostsEverythingAcceptedExactlyOnce() throws Exception {
        int kills = LongRun.orElse(200, 3);
        breakUnderLoad("ledger", kills, () -> {
            ledger.kill();
            ledger.startAgain();
            ledger.awaitReady();
            client.reconnect();
        });
    }

    @Test
    void brokerKilledWhileBatchesAreAppendedLosesNothingThatWasAccepted() throws Exception {
        breakUnderLoad("broker", LongRun.orElse(20, 1), () -> {
            PLATFORM.kafka().kill();
            PLATFORM.kafka().restart();
        });
    }

    @Test
    void databaseStoppedAtOnceAgainAndAgainLosesNothingThatWasAccepted() throws Exception {
        breakUnderLoad("database", LongRun.orElse(50, 1), () -> {
            PLATFORM.postgres().stopImmediately();
            PLATFORM.postgres().restart();
        });
    }

    /** The load goes on from the first fault to the last; each fault comes at a moment that the seed decides. */
    private void breakUnderLoad(String what, int times, Runnable fault) throws Exception {
        long seed = BreakablePlatform.newSeed();
        SplittableRandom random = new SplittableRandom(seed);
        long startNs = System.nanoTime();
        SettlingLoad load = new SettlingLoad(client, "faults-" + what + "-" + seed, NODES, seed);
        for (int i = 0; i < times; i++) {
            // Given
            if (random.nextBoolean()) {
                load.awaitMoreAccepted(random.nextInt(1, 120));
            } else {
                awaitMoreEntries(random.nextInt(1, 120));
            }

            // When
            fault.run();
        }

        // Then
        load.awaitMoreAccepted(20);
        PLATFORM.verify(load, client);
        System.out.println(what + " broken " + times + " times in "
                + Duration.ofNanos(System.nanoTime() - startNs).toSeconds() + " s, " + load.accepted()
                + " batches accepted");
    }

    private static void awaitMoreEntries(int more) throws SQLException {
        String entries = "select sum(entry_number) from ledger.shard_head";
        long wanted = PLATFORM.database().number(entries) + more;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> PLATFORM.database().number(entries) >= wanted);
    }

    @Test
    void streamIsToldWhenToTryAgainWhileTooMuchIsUnderWayToKafka() throws Exception {
        // Given
        Node node = Node.named("faults-overload");
        Envelope[] batches = IntStream.rangeClosed(1, MAX_IN_FLIGHT + 1)
                .mapToObj(i -> node.batch(i, grant("faults-overload-" + i, node).settling(MIB)))
                .toArray(Envelope[]::new);
        PLATFORM.kafka().process().signal(Signal.STOP);

        // When
        SettlementStream stream = client.stream(node).hand(batches);

        // Then
        assertThat(stream.awaitEnd().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(stream.awaitRetryAfterMs()).isEqualTo("1000");
        assertThat(stream.accepted()).isEmpty();

        // When
        PLATFORM.kafka().process().signal(Signal.CONT);

        // Then
        for (Envelope batch : batches) {
            assertThat(client.submit(node, batch).accepted()).containsExactly(batch.id());
        }
        assertThat(client.balance(node).getGivenBytes()).isEqualTo((MAX_IN_FLIGHT + 1) * MIB);
        assertThat(client.entries(node, 0, "").getEntriesCount()).isEqualTo(MAX_IN_FLIGHT + 1);
        PLATFORM.awaitEverythingPublished(client);
    }

    private static TestGrant grant(String name, Node node) {
        return aGrant(name).to(node).issuedAt(System.currentTimeMillis());
    }
}
