package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.journeys.Cluster.Item;
import io.ayni.launcher.platform.AgentProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShowLogs.class)
class CorruptingPeerJourneyIT {
    private static final long MIB = 1L << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Cluster cluster = Cluster.shared();

    @AfterEach
    void restore() {
        cluster.tidy();
    }

    @Test
    void bytesOfACorruptingPeerAreNeverStoredDeliveredOrPaidAndThePeerIsDropped() throws Exception {
        Item item = cluster.publish("corrupting.bin", 16, 6);
        try (CorruptingPeer corrupting = CorruptingPeer.start(cluster, "corrupting")) {
            // Given
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                corrupting.fetch(item);
                return corrupting.holdsAll(item);
            });
            AgentProcess agent = cluster.start(cluster.sharing("corrupted-1"));
            cluster.edgeLink().limit(MIB);

            // When
            cluster.fetch(agent, item);
            await().atMost(PATIENCE).until(() -> corruptPieces(agent) > 0);
            assertThat(agent.client().download(item.id()).path("state").asText())
                    .isEqualTo("fetching");
            cluster.edgeLink().limit(SlowLink.UNLIMITED);
            cluster.awaitComplete(agent, item);

            // Then
            assertThat(corrupting.corruptedBlocks()).isPositive();
            JsonNode totals = agent.client().status().path("totals");
            assertThat(totals.path("corruptPieces").asLong()).isBetween(1L, 3L);
            assertThat(totals.path("peersDropped").asLong()).isEqualTo(1);
            assertThat(totals.path("fromPeersBytes").asLong()).isZero();
            assertThat(totals.path("fromEdgeBytes").asLong())
                    .isEqualTo(item.file().bytes());
            assertThat(corrupting.totals().receiptedBytes()).isZero();
            cluster.assertDelivers(agent, item);

            // And what it stored is good after a restart too
            agent.stop();
            agent.start();
            await().atMost(PATIENCE).until(() -> agent.client()
                    .download(item.id())
                    .path("state")
                    .asText()
                    .equals("complete"));
            cluster.assertDelivers(agent, item);
        }
    }

    private static long corruptPieces(AgentProcess agent) {
        return agent.client().status().at("/totals/corruptPieces").asLong();
    }
}
