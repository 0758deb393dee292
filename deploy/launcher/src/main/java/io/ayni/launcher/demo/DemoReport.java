package io.ayni.launcher.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ayni.launcher.home.Endpoints;
import java.util.List;

/**
 * The JSON of {@code demo --json}: the endpoints of {@code up}, and what was delivered.
 *
 * @param gateway as in {@link Endpoints}
 * @param tracker as in {@link Endpoints}
 * @param ledger as in {@link Endpoints}
 * @param kafka as in {@link Endpoints}
 * @param postgres as in {@link Endpoints}
 * @param nodes the agents with their copies
 * @param tokens as in {@link Endpoints}
 * @param content what was delivered
 * @param delivery where its bytes came from
 */
@JsonPropertyOrder({"gateway", "tracker", "ledger", "kafka", "postgres", "nodes", "tokens", "content", "delivery"})
public record DemoReport(
        Endpoints.Gateway gateway,
        Endpoints.Service tracker,
        Endpoints.Service ledger,
        String kafka,
        String postgres,
        List<NodeResult> nodes,
        Endpoints.Tokens tokens,
        Content content,
        Delivery delivery) {
    /**
     * One agent.
     *
     * @param id node id
     * @param http base URL
     * @param peer HOST:PORT for peers
     * @param data data directory
     * @param sha256 of its copy as a player reads it
     * @param given bytes of its settled receipts
     * @param received verified bytes that it fetched
     * @param earnedMicroCredits what the ledger says it earned
     */
    public record NodeResult(
            String id,
            String http,
            String peer,
            String data,
            String sha256,
            long given,
            long received,
            @JsonProperty("earnedMicroCredits") long earnedMicroCredits) {}

    /** The content item: id, SHA-256 of the file, size in bytes. */
    public record Content(String id, String sha256, long bytes) {}

    /** Verified bytes by source, the share that came from peers, and the time from first request to last copy. */
    public record Delivery(long fromPeers, long fromEdge, double offload, double seconds) {}
}
