package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.demo.Books.Contribution;
import io.ayni.launcher.journeys.Cluster.Item;
import io.ayni.launcher.platform.AgentProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShowLogs.class)
class NoConsentJourneyIT {
    private static final long MIB = 1L << 20;

    private final Cluster cluster = Cluster.shared();

    @AfterEach
    void restore() {
        cluster.tidy();
    }

    @Test
    void agentWithoutConsentFetchesAndGivesNotOneByteUntilItsOwnerAgrees() throws Exception {
        // Given
        AgentProcess silent = cluster.start(cluster.sharing("no-consent-1").withoutConsent());
        Item item = cluster.publish("no-consent.bin", 16, 4);
        cluster.fetch(silent, item);
        cluster.awaitComplete(silent, item);
        cluster.edgeLink().limit(4 * MIB);

        // When
        AgentProcess other = cluster.start(cluster.sharing("no-consent-2"));
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

        // And when the owner agrees, which shows that nothing else had kept it from giving
        other.stop();
        silent.client().agreeToShare();
        AgentProcess next = cluster.start(cluster.sharing("no-consent-3"));
        cluster.fetch(next, item);
        cluster.awaitComplete(next, item);

        // Then
        assertThat(silent.client().status().at("/totals/givenBytes").asLong()).isPositive();
        cluster.assertDelivers(next, item);
    }
}
