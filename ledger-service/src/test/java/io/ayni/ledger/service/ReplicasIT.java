package io.ayni.ledger.service;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.fixture.LongRun;
import io.ayni.ledger.fixture.BreakablePlatform;
import io.ayni.ledger.fixture.LedgerClient;
import io.ayni.ledger.fixture.LedgerProcess;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.SettlementStream;
import io.ayni.ledger.fixture.SettlingLoad;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two packaged ledgers that share the partitions, whatever happens to either of them. */
class ReplicasIT {
    private static final BreakablePlatform PLATFORM = BreakablePlatform.shared();
    private static final long MIB = 1L << 20;
    private static final int SHARDS = 4;
    private static final int NODES = 4;
    private static final String RETRIES = "ayni_ledger_settlement_retries_total";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LedgerProcess first;
    private static LedgerProcess second;

    private LedgerClient toFirst;
    private LedgerClient toSecond;

    @BeforeAll
    static void start() {
        first = PLATFORM.startLedger("first", settings("ledger-first"));
        second = PLATFORM.startLedger("second", settings("ledger-second"));
        first.awaitReady();
        second.awaitReady();
    }

    /** Each is told apart in the database; one that holds a lock and does nothing is thrown out soon. */
    private static Map<String, String> settings(String name) {
        return Map.of(
                "quarkus.datasource.jdbc.additional-jdbc-properties.ApplicationName",
                name,
                "quarkus.datasource.jdbc.additional-jdbc-properties.options",
                "-c statement_timeout=60s -c lock_timeout=30s -c idle_in_transaction_session_timeout=8s");
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @BeforeEach
    void connect() {
        toFirst = new LedgerClient(first.port());
        toSecond = new LedgerClient(second.port());
    }

    @AfterEach
    void disconnect() {
        toFirst.close();
        toSecond.close();
    }

    @Test
    void replicasThatComeAndGoAtAnyMomentNeitherDoubleNorLose() throws Exception {
        long seed = BreakablePlatform.newSeed();
        SplittableRandom random = new SplittableRandom(seed);
        SettlingLoad load = new SettlingLoad(List.of(toFirst, toSecond), "replicas-" + seed, NODES, seed);
        int rounds = LongRun.orElse(60, 2);
        for (int i = 0; i < rounds; i++) {
            // Given
            load.awaitMoreAccepted(random.nextInt(1, 60));
            LedgerProcess one = random.nextBoolean() ? first : second;
            boolean inOrder = random.nextBoolean();

            // When
            if (inOrder) {
                one.stop();
            } else {
                one.kill();
            }
            load.awaitMoreAccepted(random.nextInt(1, 30));
            one.startAgain();
            one.awaitReady();
            toFirst.reconnect();
            toSecond.reconnect();
        }

        // Then
        load.awaitMoreAccepted(20);
        PLATFORM.verify(load, toFirst);
    }

    @Test
    void replicaFrozenUntilTheOtherHasTakenOverGoesOnWithoutHarm() throws Exception {
        long seed = BreakablePlatform.newSeed();
        SplittableRandom random = new SplittableRandom(seed);
        SettlingLoad load = new SettlingLoad(List.of(toFirst, toSecond), "frozen-" + seed, NODES, seed);
        int rounds = LongRun.orElse(20, 1);
        for (int i = 0; i < rounds; i++) {
            // Given
            load.awaitMoreAccepted(random.nextInt(1, 60));
            awaitMembers(2);
            LedgerProcess one = random.nextBoolean() ? first : second;

            // When
            one.freeze();
            awaitMembers(1);
            load.awaitMoreAccepted(random.nextInt(1, 10));
            one.thaw();
            awaitMembers(2);
        }

        // Then
        load.awaitMoreAccepted(20);
        PLATFORM.verify(load, toFirst);
        first.awaitReadiness(200);
        second.awaitReadiness(200);
    }

    @Test
    void zombieFrozenWithItsShardsLockedIsRefusedByTheStoredOffsetWhenItComesBack() throws Exception {
        // Given: both replicas are about to settle, and wait for their shards
        long seed = BreakablePlatform.newSeed();
        awaitMembers(2);
        List<Node> nodes = new ArrayList<>();
        List<Envelope> batches = new ArrayList<>();
        List<SettlementStream> streams = new ArrayList<>();
        double retries;
        try (Connection blocker = PLATFORM.database().asOwner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("select from ledger.shard_head for update");
            for (int shard = 0; shard < SHARDS; shard++) {
                Node node = Node.inShard("zombie-" + seed, shard, SHARDS);
                Envelope batch = node.batch(
                        1,
                        aGrant("zombie-" + seed + "-" + shard)
                                .to(node)
                                .issuedAt(System.currentTimeMillis())
                                .settling(MIB));
                nodes.add(node);
                batches.add(batch);
                streams.add(toSecond.stream(node).hand(batch).awaitAccepted(1));
            }
            await(() -> backends("first", "wait_event_type = 'Lock'") > 0);
            await(() -> backends("second", "wait_event_type = 'Lock'") > 0);

            retries = first.counter(RETRIES);

            // When: the first has its locks and does not move
            first.freeze();
            blocker.rollback();
        }
        await(() -> backends("first", "state = 'idle in transaction'") > 0);

        // Then: the second takes over and settles everything
        awaitMembers(1);
        streams.forEach(stream -> stream.awaitAcks(1));
        String journal = toSecond.verifiedJournal().text();

        // When
        first.thaw();

        // Then: what the first had in hand is refused
        await(() -> first.counter(RETRIES) > retries);
        awaitMembers(2);
        first.awaitReadiness(200);
        PLATFORM.awaitEverythingPublished(toFirst);
        assertThat(toFirst.verifiedJournal().text()).isEqualTo(journal);
        for (int i = 0; i < SHARDS; i++) {
            Ack ack = Ack.decode(toFirst.ack(nodes.get(i), batches.get(i).id()).body());
            assertThat(ack.results()).extracting(SettlementResult::code).containsExactly(ResultCode.POSTED);
            assertThat(toFirst.balance(nodes.get(i)).getGivenBytes()).isEqualTo(MIB);
        }
    }

    /** Connections of a replica, counted in its own role: what others do is hidden from each role. */
    private static long backends(String replica, String condition) throws SQLException {
        String query = "select count(*) from pg_stat_activity where application_name = ? and " + condition;
        try (Connection connection = PLATFORM.database().asApplication();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, "ledger-" + replica);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static void awaitMembers(int members) {
        await(() -> PLATFORM.topics().settlementMembers() == members);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }
}
