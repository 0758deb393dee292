package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.demo.StatedBytes;
import io.ayni.launcher.journeys.Cluster.Item;
import io.ayni.launcher.platform.AgentProcess;
import io.ayni.launcher.platform.NodePlan;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShowLogs.class)
class AgentKilledJourneyIT {
    private static final long MIB = 1L << 20;

    private final Cluster cluster = Cluster.shared();

    @AfterEach
    void restore() {
        cluster.tidy();
    }

    @Test
    void agentKilledInTheMiddleGoesOnWithoutFetchingVerifiedPiecesAgain() throws Exception {
        // Given
        AgentProcess agent = cluster.start(cluster.sharing("killed-1"));
        Item item = cluster.publish("killed.bin", 32, 2);
        cluster.edgeLink().limit(6 * MIB);
        cluster.fetch(agent, item);
        cluster.awaitVerified(agent, item, 8 * MIB);
        JsonNode download = agent.client().download(item.id());
        long verified = download.path("verifiedBytes").asLong();
        assertThat(download.path("state").asText()).isEqualTo("fetching");
        assertThat(verified).isBetween(8 * MIB, 31 * MIB);

        // When
        agent.kill();
        assertThat(agent.process().isAlive()).isFalse();
        cluster.edgeLink().limit(SlowLink.UNLIMITED);
        long passedBefore = cluster.edgeLink().passedBytes();
        agent.start();
        cluster.fetch(agent, item);
        cluster.awaitComplete(agent, item);

        // Then
        JsonNode totals = agent.client().status().path("totals");
        long fetchedAfterRestart = totals.path("fromPeersBytes").asLong()
                + totals.path("fromEdgeBytes").asLong();
        assertThat(fetchedAfterRestart).isPositive().isLessThanOrEqualTo(32 * MIB - verified);
        long passed = cluster.edgeLink().passedBytes() - passedBefore;
        assertThat(passed).isBetween(fetchedAfterRestart, fetchedAfterRestart + MIB);
        cluster.assertDelivers(agent, item);
    }

    @Test
    void whicheverSideIsKilledInTheMiddleTheLedgerOpensNoCaseAndTheRestIsReported() throws Exception {
        // Given: a slow uploader with all pieces, and an edge too slow to matter
        NodePlan slow = cluster.sharing("killed-uploader").with("max-upload", "3MiB/s");
        AgentProcess uploader = cluster.start(slow);
        AgentProcess downloader = cluster.start(cluster.sharing("killed-downloader"));
        Item item = cluster.publish("both-killed.bin", 32, 3);
        cluster.fetch(uploader, item);
        cluster.awaitComplete(uploader, item);
        cluster.edgeLink().limit(MIB / 4);

        // When
        cluster.fetch(downloader, item);
        cluster.awaitVerified(downloader, item, 6 * MIB);
        downloader.kill();
        downloader.start();
        cluster.fetch(downloader, item);
        cluster.awaitVerified(downloader, item, 12 * MIB);
        uploader.kill();
        uploader.start();
        cluster.edgeLink().limit(SlowLink.UNLIMITED);
        cluster.awaitComplete(downloader, item);
        List<AgentProcess> agents = List.of(uploader, downloader);
        cluster.settle(agents);

        // Then
        long given = cluster.verifiedBooks().of(uploader.endpoint().id()).settledBytes();
        StatedBytes stated =
                StatedBytes.await(agents.stream().map(AgentProcess::client).toList(), given);
        assertThat(stated.given()).isEqualTo(given);
        assertThat(stated.received()).isPositive().isLessThanOrEqualTo(given);
        assertThat(cluster.openDisputes()).isZero();
    }
}
