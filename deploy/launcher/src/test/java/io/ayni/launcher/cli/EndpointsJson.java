package io.ayni.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The JSON of {@code up} as it is documented: which keys, in which order, with what kind of value. */
final class EndpointsJson {
    static final String HTTP = "http://127\\.0\\.0\\.1:\\d{1,5}";
    static final String ADDRESS = "127\\.0\\.0\\.1:\\d{1,5}";

    private EndpointsJson() {}

    /** Checks all that {@code up} and {@code demo} have in common. */
    static void assertThatPlatformIsDescribed(JsonNode json, int nodes) {
        assertThat(keys(json.path("gateway"))).containsExactly("http");
        assertThat(json.at("/gateway/http").asText()).matches(HTTP);
        for (String service : List.of("tracker", "ledger")) {
            assertThat(keys(json.path(service))).containsExactly("grpc", "http");
            assertThat(json.path(service).path("grpc").asText()).matches(ADDRESS);
            assertThat(json.path(service).path("http").asText()).matches(HTTP);
        }
        assertThat(json.path("kafka").asText()).matches(ADDRESS);
        assertThat(json.path("postgres").asText()).matches("jdbc:postgresql://" + ADDRESS + "/ayni_ledger");
        assertThat(keys(json.path("tokens"))).containsExactly("publisher", "operator");
        assertThat(json.at("/tokens/publisher").asText()).matches("[0-9a-f]{64}");
        assertThat(json.at("/tokens/operator").asText()).matches("[0-9a-f]{64}");
        assertThat(json.path("nodes").isArray()).isTrue();
        assertThat(json.path("nodes").size()).isEqualTo(nodes);
        for (JsonNode node : json.path("nodes")) {
            assertThat(node.path("id").asText()).matches("[a-z2-7]{52}");
            assertThat(node.path("http").asText()).matches(HTTP);
            assertThat(node.path("peer").asText()).matches(ADDRESS);
            assertThat(node.path("data").asText()).startsWith("/");
        }
    }

    /** The keys of an object in their order. */
    static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
