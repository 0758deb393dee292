package io.ayni.launcher.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.internals.FetchMetricsRegistry;
import org.apache.kafka.common.MetricNameTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservabilityFilesTest {
    private static final String DIRECTORY = "deploy/observability";
    private static final Yaml ALERTS = Yaml.document(DIRECTORY + "/alerts.yml");

    @ParameterizedTest
    @ValueSource(strings = {"delivery", "swarm", "ledger", "money"})
    void everyPanelOfADashboardAsksForMetricsThatExist(String name) throws IOException {
        // Given
        JsonNode dashboard = new ObjectMapper().readTree(Yaml.text(DIRECTORY + "/dashboards/" + name + ".json"));
        Set<Integer> ids = new HashSet<>();
        // Then
        assertThat(dashboard.path("uid").asText()).isEqualTo("ayni-" + name);
        assertThat(dashboard.path("panels")).hasSizeGreaterThan(5).allSatisfy(panel -> {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            assertThat(panel.path("title").asText()).isNotEmpty();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
            assertThat(panel.path("targets")).isNotEmpty().allSatisfy(target -> {
                String query = target.path("expr")
                        .asText()
                        .replace("$__rate_interval", "5m")
                        .replace("$__range", "6h")
                        .replace("$egress_price", "0.02");
                assertThat(MetricsPage.queried()).containsAll(PromQl.metrics(query));
            });
        });
        assertThat(Yaml.document(DIRECTORY + "/kustomization.yaml")
                        .at("configMapGenerator")
                        .list()
                        .getFirst()
                        .at("files")
                        .texts())
                .contains("dashboards/" + name + ".json");
    }

    @Test
    void everyAlertAsksForMetricsThatExistAndHasARunbookOfItsName() {
        // Given
        List<String> names = new ArrayList<>();
        List<String> runbooks = Yaml.text("docs/runbooks.md")
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        // Then
        assertThat(rules()).allSatisfy(rule -> {
            String name = rule.at("alert").text();
            names.add(name);
            assertThat(MetricsPage.queried())
                    .containsAll(PromQl.metrics(rule.at("expr").text()));
            assertThat(rule.at("annotations", "runbook").text())
                    .isEqualTo("docs/runbooks.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(rule.at("annotations", "summary").text()).isNotEmpty();
            assertThat(rule.at("labels", "severity").text()).isIn("page", "ticket");
        });
        assertThat(names).doesNotHaveDuplicates().isEqualTo(runbooks);
    }

    @Test
    void kubernetesHasTheSameAlerts() {
        assertThat(Yaml.document("deploy/kubernetes/components/monitoring/alerts.yaml")
                        .at("spec")
                        .value())
                .isEqualTo(ALERTS.value());
    }

    @ParameterizedTest
    @EnumSource
    void prometheusFindsEveryServiceWhereItListens(Program program) {
        // Given
        Yaml job = Yaml.document(DIRECTORY + "/prometheus.yml").at("scrape_configs").list().stream()
                .filter(candidate -> candidate.at("job_name").text().equals(program.word()))
                .findFirst()
                .orElseThrow();
        // Then
        assertThat(job.at("metrics_path").text()).isEqualTo("/q/metrics");
        assertThat(job.at("static_configs").list().getFirst().at("targets").texts())
                .containsExactly(program.word() + ":" + program.port());
    }

    @Test
    void limitsInAlertsAreNineTenthsOfTheDefaultOnes() {
        // Given
        String alert = rules().stream()
                .filter(rule -> rule.at("alert").text().equals("TrackerIsFull"))
                .map(rule -> rule.at("expr").text())
                .findFirst()
                .orElseThrow();
        // Then
        assertThat(Yaml.text("docs/configuration.md"))
                .contains("| `limits.nodes` | 16000 |", "| `limits.sessions` | 4000 |");
        assertThat(alert).contains("\"nodes\"} > 14400", "\"sessions\"} > 3600");
    }

    @Test
    void theLagHasTheNameThatKafkasClientGivesIt() {
        // Given
        MetricNameTemplate lag = new FetchMetricsRegistry("consumer").partitionRecordsLag;
        String name = ("kafka." + lag.group().replace("-metrics", "") + "." + lag.name()).replaceAll("[.-]", "_");
        Set<String> labels = new TreeSet<>(Set.of("client_id", "kafka_version"));
        lag.tags().forEach(tag -> labels.add(tag.replace('-', '_')));
        // Then
        assertThat(MetricsPage.below("Of the platform"))
                .filteredOn(metric -> metric.name().startsWith("kafka_"))
                .extracting(MetricsPage.Metric::name, MetricsPage.Metric::labels)
                .containsExactly(tuple(name, labels));
    }

    @Test
    void everyMetricHasOneRow() {
        Set<String> seen = new TreeSet<>();
        for (String heading : List.of("tracker-service", "ledger-service", "edge-gateway", "node-agent")) {
            MetricsPage.below(heading).forEach(metric -> assertThat(seen.add(metric.name()))
                    .as(metric.name())
                    .isTrue());
        }
    }

    private static List<Yaml> rules() {
        return ALERTS.at("groups").list().stream()
                .flatMap(group -> group.at("rules").list().stream())
                .toList();
    }
}
