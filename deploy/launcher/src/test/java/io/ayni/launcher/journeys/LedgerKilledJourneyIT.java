package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.contracts.identity.NodeId;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.embedded.process.Signal;
import io.ayni.launcher.demo.Books;
import io.ayni.launcher.journeys.Cluster.Item;
import io.ayni.launcher.platform.AgentProcess;
import io.ayni.launcher.platform.ExternalPostgres;
import io.ayni.launcher.platform.ServiceProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The moment between acceptance and posting is held open by freezing PostgreSQL: batches still become durable in Kafka,
 * nothing can be posted.
 */
@ExtendWith(ShowLogs.class)
class LedgerKilledJourneyIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Cluster cluster = Cluster.shared();
    private final ServiceProcess ledger = cluster.platform().services().ledger();

    @AfterEach
    void restore() throws Exception {
        signalDatabase(Signal.CONT);
        cluster.tidy();
        if (!ledger.process().isAlive()) {
            ledger.start();
        }
    }

    @Test
    void whatWasAcceptedBeforeTheLedgerDiedIsPostedExactlyOnce() throws Exception {
        // Given
        AgentProcess giver = cluster.start(cluster.sharing("ledger-killed-1"));
        AgentProcess taker = cluster.start(cluster.sharing("ledger-killed-2"));
        Item item = cluster.publish("ledger-killed.bin", 16, 5);
        cluster.fetch(giver, item);
        cluster.awaitComplete(giver, item);
        cluster.fetch(taker, item);
        cluster.awaitComplete(taker, item);
        await().atMost(PATIENCE).until(() -> receipted(giver) == fromPeers(taker));
        long given = receipted(giver);
        assertThat(given).isPositive();

        // When
        long accepted = acceptedBatches();
        signalDatabase(Signal.STOP);
        giver.client().settle();
        await().atMost(PATIENCE).until(() -> acceptedBatches() > accepted);
        assertThat(giver.client().status().at("/settlement/undecidedBatches").asLong())
                .isPositive();
        ledger.kill();
        giver.kill();
        signalDatabase(Signal.CONT);
        assertThat(postedSettlements(giver)).isZero();
        ledger.start();

        // Then: posted from the log alone
        await().atMost(PATIENCE).until(() -> settledBytes(giver) == given);
        Books posted = cluster.verifiedBooks();
        long settlements = postedSettlements(giver);
        assertThat(settlements).isPositive();

        // And when the uploader, which knows of no ack, hands the same receipts in again
        giver.start();
        cluster.settle(List.of(giver));

        // Then
        assertThat(postedSettlements(giver)).isEqualTo(settlements);
        Books again = cluster.verifiedBooks();
        assertThat(again.of(giver.endpoint().id()))
                .isEqualTo(posted.of(giver.endpoint().id()));
        assertThat(again.balanceSum()).isZero();
        assertThat(giver.client().status().at("/ledger/earnedMicroCredits").asLong())
                .isEqualTo(again.of(giver.endpoint().id()).dueMicroCredits())
                .isPositive();
    }

    private static long receipted(AgentProcess agent) {
        return agent.client().status().at("/totals/receiptedBytes").asLong();
    }

    private static long fromPeers(AgentProcess agent) {
        return agent.client().status().at("/totals/fromPeersBytes").asLong();
    }

    private long settledBytes(AgentProcess agent) throws Exception {
        return cluster.verifiedBooks().of(agent.endpoint().id()).settledBytes();
    }

    /** Journal entries caused by receipts of the agent, as they stand in the database. */
    private long postedSettlements(AgentProcess agent) throws SQLException {
        ExternalPostgres database = cluster.platform().infrastructure().database();
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var statement =
                        connection.prepareStatement("SELECT count(*) FROM ledger.journal_entry WHERE node_id = ?")) {
            statement.setBytes(1, NodeId.parse(agent.endpoint().id()).bytes());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void signalDatabase(Signal signal) throws Exception {
        ChildProcess postgres =
                cluster.platform().infrastructure().postgres().orElseThrow().process();
        List<String> pids = Stream.concat(
                        Stream.of(postgres.pid()),
                        ProcessHandle.of(postgres.pid()).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid))
                .map(pid -> Long.toString(pid))
                .toList();
        for (String pid : pids) {
            new ProcessBuilder("kill", "-s", signal.name(), pid).start().waitFor();
        }
    }

    private long acceptedBatches() throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", cluster.platform().infrastructure().kafkaBootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> ends = Map.of(
                    new TopicPartition("ayni.settlements", 0), OffsetSpec.latest(),
                    new TopicPartition("ayni.settlements", 1), OffsetSpec.latest(),
                    new TopicPartition("ayni.settlements", 2), OffsetSpec.latest(),
                    new TopicPartition("ayni.settlements", 3), OffsetSpec.latest());
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }
}
