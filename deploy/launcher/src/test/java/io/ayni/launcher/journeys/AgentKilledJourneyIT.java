package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.journeys.Cluster.Item;
import io.ayni.launcher.platform.AgentProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShowLogs.class)
class AgentKilledJourneyIT {
    private static final long MIB = 1L << 20;

    private final Cluster cluster = Cluster.shared();
    private AgentProcess agent;

    @AfterEach
    void restore() {
        cluster.edgeLink().limit(SlowLink.UNLIMITED);
        agent.stop();
    }

    @Test
    void agentKilledInTheMiddleGoesOnWithoutFetchingVerifiedPiecesAgain() throws Exception {
        // Given
        agent = cluster.start(cluster.sharing("killed-1"));
        Item item = cluster.publish("killed.bin", 32, 2);
        cluster.edgeLink().limit(6 * MIB);
        cluster.fetch(agent, item);
        cluster.awaitVerified(agent, item, 8 * MIB);
        long verified = agent.client().download(item.id()).path("verifiedBytes").asLong();
        assertThat(verified).isBetween(8 * MIB, 31 * MIB);

        // When
        agent.kill();
        cluster.edgeLink().limit(SlowLink.UNLIMITED);
        agent.start();
        cluster.fetch(agent, item);
        cluster.awaitComplete(agent, item);

        // Then
        JsonNode totals = agent.client().status().path("totals");
        long fetchedAfterRestart = totals.path("fromPeersBytes").asLong()
                + totals.path("fromEdgeBytes").asLong();
        assertThat(fetchedAfterRestart).isPositive().isLessThanOrEqualTo(32 * MIB - verified);
        cluster.assertDelivers(agent, item);
    }
}
