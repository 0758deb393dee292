package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.launcher.deployment.MetricsPage;
import io.ayni.launcher.deployment.MetricsPage.Metric;
import io.ayni.launcher.platform.AgentProcess;
import io.ayni.launcher.platform.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds {@code docs/metrics.md} against what running programs show. */
@ExtendWith(ShowLogs.class)
class MetricsPageIT {
    private final Cluster cluster = Cluster.shared();

    @AfterEach
    void restore() {
        cluster.tidy();
    }

    @Test
    void thePageListsEveryMetricOfAyniAndThosePlatformMetricsThatDashboardsUse() throws Exception {
        // Given
        AgentProcess agent = cluster.start(cluster.sharing("metrics-1"));
        cluster.awaitComplete(agent, fetched(agent));
        Platform.Services services = cluster.platform().services();
        Map<String, URI> programs = Map.of(
                "tracker-service", services.tracker().http(),
                "ledger-service", services.ledger().http(),
                "edge-gateway", services.gateway().http(),
                "node-agent", URI.create(agent.endpoint().http()));

        // Then
        for (Map.Entry<String, URI> program : programs.entrySet()) {
            Exposition shown = scrape(program.getValue());
            List<Metric> own = shown.names().stream()
                    .filter(name -> name.startsWith("ayni_") && !name.endsWith("_max"))
                    .map(name -> metric(shown, name))
                    .toList();
            assertThat(MetricsPage.below(program.getKey())).containsExactlyInAnyOrderElementsOf(own);
        }
        assertThat(missing(programs.values())).isEmpty();
    }

    /**
     * Metrics of the platform that none of the programs shows as the page says. Those of Kafka's clients come a minute after
     * the start: another test knows them by the client's own names.
     */
    private static List<String> missing(Collection<URI> programs) throws Exception {
        List<Metric> missing = new ArrayList<>(MetricsPage.below("Of the platform"));
        missing.removeIf(metric -> metric.name().startsWith("kafka_"));
        for (URI program : programs) {
            Exposition shown = scrape(program);
            missing.removeIf(metric -> shows(shown, metric));
        }
        return missing.stream().map(Metric::name).toList();
    }

    private Cluster.Item fetched(AgentProcess agent) {
        Cluster.Item item = cluster.publish("metrics.bin", 1, 77);
        cluster.fetch(agent, item);
        return item;
    }

    /** The page has counters under the names that queries use. */
    private static Metric metric(Exposition shown, String name) {
        String type = shown.type(name);
        String queried = type.equals("counter") && !name.endsWith("_total") ? name + "_total" : name;
        return new Metric(queried, type, shown.labels(queried), shown.help(name));
    }

    private static boolean shows(Exposition shown, Metric metric) {
        return metric.type().equals(shown.type(metric.name()))
                && shown.labels(metric.name()).equals(metric.labels());
    }

    private static Exposition scrape(URI base) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/q/metrics"))
                    .header("Accept", "text/plain;version=0.0.4")
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return new Exposition(answer.body());
        }
    }
}
