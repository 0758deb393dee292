package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.demo.Books;
import io.ayni.launcher.demo.StatedBytes;
import io.ayni.launcher.http.AgentClient;
import io.ayni.launcher.journeys.Cluster.Item;
import io.ayni.launcher.platform.AgentProcess;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShowLogs.class)
class FetchJourneyIT {
    private final Cluster cluster = Cluster.shared();

    @AfterEach
    void restore() {
        cluster.tidy();
    }

    @Test
    void threeAgentsFetchOneItemFromEachOtherAndEarnWhatTheirReceiptsAreWorth() throws Exception {
        // Given
        List<AgentProcess> agents = List.of(
                cluster.start(cluster.sharing("fetch-1")),
                cluster.start(cluster.sharing("fetch-2")),
                cluster.start(cluster.sharing("fetch-3")));
        Item item = cluster.publish("fetch.bin", 32, 1);

        // When
        for (AgentProcess agent : agents) {
            cluster.fetch(agent, item);
        }
        for (AgentProcess agent : agents) {
            cluster.awaitComplete(agent, item);
        }
        cluster.settle(agents);

        // Then
        Books books = cluster.verifiedBooks();
        assertThat(books.balanceSum()).isZero();
        long fromPeers = 0;
        for (AgentProcess agent : agents) {
            cluster.assertDelivers(agent, item);
            JsonNode status = agent.client().status();
            fromPeers += status.at("/totals/fromPeersBytes").asLong();
            var due = books.of(agent.endpoint().id());
            assertThat(status.at("/ledger/givenBytes").asLong()).isEqualTo(due.settledBytes());
            assertThat(status.at("/ledger/earnedMicroCredits").asLong()).isEqualTo(due.dueMicroCredits());
        }
        long settled = agents.stream()
                .mapToLong(agent -> books.of(agent.endpoint().id()).settledBytes())
                .sum();
        assertThat(settled).isEqualTo(fromPeers).isPositive();
        List<AgentClient> owners = agents.stream().map(AgentProcess::client).toList();
        assertThat(StatedBytes.await(owners, settled)).isEqualTo(new StatedBytes(settled, settled));
        assertThat(cluster.openDisputes()).isZero();
    }
}
