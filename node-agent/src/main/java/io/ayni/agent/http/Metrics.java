package io.ayni.agent.http;

import io.ayni.agent.swarm.EngineTotals;
import io.ayni.agent.swarm.SwarmEngine;

/** The agent's figures in the Prometheus text format. */
final class Metrics {
    private Metrics() {}

    static String text(SwarmEngine engine) {
        EngineTotals totals = engine.totals();
        Runtime runtime = Runtime.getRuntime();
        StringBuilder text = new StringBuilder();
        counter(text, "ayni_agent_given_bytes_total", "Piece bytes sent to peers", totals.givenBytes());
        counter(text, "ayni_agent_receipted_bytes_total", "Bytes that peers signed for", totals.receiptedBytes());
        counter(text, "ayni_agent_from_peers_bytes_total", "Verified bytes from peers", totals.fromPeersBytes());
        counter(text, "ayni_agent_from_edge_bytes_total", "Verified bytes from the edge", totals.fromEdgeBytes());
        counter(text, "ayni_agent_corrupt_pieces_total", "Pieces that failed their hash", totals.corruptPieces());
        counter(text, "ayni_agent_peers_dropped_total", "Peers dropped for corrupt pieces", totals.peersDropped());
        gauge(
                text,
                "ayni_agent_items",
                "Items held or being fetched",
                engine.items().size());
        gauge(text, "ayni_agent_heap_used_bytes", "Heap in use", runtime.totalMemory() - runtime.freeMemory());
        return text.toString();
    }

    private static void counter(StringBuilder text, String name, String help, long value) {
        line(text, name, help, "counter", value);
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        line(text, name, help, "gauge", value);
    }

    private static void line(StringBuilder text, String name, String help, String type, long value) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        text.append(name).append(' ').append(value).append('\n');
    }
}
