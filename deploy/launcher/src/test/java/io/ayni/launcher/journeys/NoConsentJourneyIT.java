package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.demo.Books.Contribution;
import io.ayni.launcher.journeys.Cluster.Item;
import io.ayni.launcher.platform.AgentProcess;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShowLogs.class)
class NoConsentJourneyIT {
    private final Cluster cluster = Cluster.shared();
    private AgentProcess silent;
    private AgentProcess other;

    @AfterEach
    void stopAgents() {
        List.of(silent, other).forEach(AgentProcess::stop);
    }

    @Test
    void agentWithoutConsentFetchesAndGivesNotOneByte() throws Exception {
        // Given
        silent = cluster.start(cluster.sharing("no-consent-1").withoutConsent());
        Item item = cluster.publish("no-consent.bin", 16, 4);
        cluster.fetch(silent, item);
        cluster.awaitComplete(silent, item);

        // When
        other = cluster.start(cluster.sharing("no-consent-2"));
        cluster.fetch(other, item);
        cluster.awaitComplete(other, item);

        // Then
        JsonNode status = silent.client().status();
        assertThat(status.path("sharing").asBoolean()).isFalse();
        assertThat(status.at("/totals/givenBytes").asLong()).isZero();
        assertThat(other.client().status().at("/totals/fromPeersBytes").asLong())
                .isZero();
        assertThat(other.client().status().at("/totals/fromEdgeBytes").asLong())
                .isEqualTo(item.file().bytes());
        assertThat(cluster.verifiedBooks().of(silent.endpoint().id())).isEqualTo(Contribution.NONE);
        cluster.assertDelivers(silent, item);
        cluster.assertDelivers(other, item);
    }
}
