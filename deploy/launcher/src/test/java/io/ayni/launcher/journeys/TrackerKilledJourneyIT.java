package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.launcher.journeys.Cluster.Item;
import io.ayni.launcher.platform.AgentProcess;
import io.ayni.launcher.platform.ServiceProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShowLogs.class)
class TrackerKilledJourneyIT {
    private static final long MIB = 1L << 20;

    private final Cluster cluster = Cluster.shared();
    private final ServiceProcess tracker = cluster.platform().services().tracker();

    @AfterEach
    void restore() {
        cluster.tidy();
        if (!tracker.process().isAlive()) {
            tracker.start();
        }
    }

    @Test
    void downloadsCompleteWhenTheTrackerDiesInTheMiddleAndAgentsComeBackToANewOne() throws Exception {
        // Given
        List<AgentProcess> agents = List.of(
                cluster.start(cluster.sharing("tracker-killed-1")), cluster.start(cluster.sharing("tracker-killed-2")));
        Item item = cluster.publish("tracker-killed.bin", 32, 3);
        cluster.edgeLink().limit(6 * MIB);
        for (AgentProcess agent : agents) {
            cluster.fetch(agent, item);
        }
        cluster.awaitVerified(agents.getFirst(), item, 4 * MIB);

        // When
        tracker.kill();
        assertThat(tracker.process().isAlive()).isFalse();
        assertThat(agents).allSatisfy(agent -> assertThat(
                        agent.client().download(item.id()).path("state").asText())
                .isEqualTo("fetching"));
        cluster.edgeLink().limit(SlowLink.UNLIMITED);

        // Then
        for (AgentProcess agent : agents) {
            cluster.awaitComplete(agent, item);
            cluster.assertDelivers(agent, item);
        }
        assertThat(tracker.process().isAlive()).isFalse();

        // And when
        tracker.start();

        // Then
        for (AgentProcess agent : agents) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() ->
                            agent.client().status().at("/tracker/connected").asBoolean());
        }
    }
}
