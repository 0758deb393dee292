package io.ayni.agent.swarm.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.agent.swarm.testing.LocalEdge;
import io.ayni.agent.swarm.testing.LocalTracker;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestNode;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.GrantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcSwarmEngineIT {
    private static final int MIB = 1 << 20;

    @TempDir
    Path directory;

    private final TestOperator operator = new TestOperator();
    private final LocalTracker tracker = new LocalTracker(operator, 42);
    private final List<TestNode> nodes = new ArrayList<>();
    private LocalEdge edge;

    @BeforeEach
    void open() throws IOException {
        edge = new LocalEdge();
        tracker.edges(edge.base());
    }

    @AfterEach
    void close() {
        nodes.forEach(TestNode::close);
        tracker.close();
        edge.close();
    }

    @Test
    void fiveNodesThatFetchAtOnceTakeMostBytesFromEachOther() throws IOException {
        // Given
        SampleItem item = SampleItem.single("film.bin", 64 * MIB, 1);
        ContentId id = item.metainfo().contentId();
        edge.publish(item);
        for (int i = 0; i < 5; i++) {
            nodes.add(TestNode.sharing(i, directory.resolve("n" + i), operator, tracker));
        }

        // When
        for (TestNode node : nodes) {
            node.engine().download(item.metainfo());
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> nodes.stream().allMatch(node -> node.isComplete(id)));

        // Then
        long total = 5L * 64 * MIB;
        for (TestNode node : nodes) {
            assertThat(Files.mismatch(node.file(id, "film.bin"), written(item))).isEqualTo(-1);
        }
        assertThat(1 - (double) edge.servedBytes() / total).isGreaterThanOrEqualTo(0.6);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(nodes.stream()
                        .mapToLong(node -> node.receipts().receiptedBytes())
                        .sum())
                .isEqualTo(nodes.stream()
                        .mapToLong(node -> node.engine().totals().fromPeersBytes())
                        .sum()));
        assertReportsEqualReceipts();
    }

    /** Each grant under which something came is reported, with what its last receipt says. */
    private void assertReportsEqualReceipts() {
        Map<GrantId, Long> receipted = new HashMap<>();
        nodes.forEach(node ->
                node.receipts().newest().forEach((grant, receipt) -> receipted.put(grant, receipt.cumulativeBytes())));
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            Map<GrantId, Long> reported = new HashMap<>();
            nodes.forEach(node ->
                    node.reports().all().forEach((grant, report) -> reported.put(grant, report.cumulativeBytes())));
            assertThat(reported).isEqualTo(receipted);
        });
    }

    private Path written(SampleItem item) throws IOException {
        return Files.write(directory.resolve("expected"), item.files().getFirst());
    }
}
