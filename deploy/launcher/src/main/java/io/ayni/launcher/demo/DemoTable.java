package io.ayni.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.home.Endpoints;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The figures of the agents, as they and the ledger report them, put together and printed. */
final class DemoTable {
    private static final double MICRO = 1_000_000;

    private final Endpoints endpoints;
    private final List<JsonNode> statuses;

    DemoTable(Endpoints endpoints, List<JsonNode> statuses) {
        this.endpoints = endpoints;
        this.statuses = statuses;
    }

    long fromPeers() {
        return statuses.stream().mapToLong(DemoTable::fromPeers).sum();
    }

    long fromEdge() {
        return statuses.stream().mapToLong(DemoTable::fromEdge).sum();
    }

    /** Bytes given to peers that these have signed for. */
    long receipted() {
        return statuses.stream()
                .mapToLong(
                        status -> status.path("totals").path("receiptedBytes").asLong())
                .sum();
    }

    /** Share of verified bytes that came from peers. */
    double offload() {
        long all = fromPeers() + fromEdge();
        return all == 0 ? 0 : fromPeers() / (double) all;
    }

    /** What the ledger's balance says that the node earned. */
    long earned(int index) {
        return statuses.get(index).path("ledger").path("earnedMicroCredits").asLong();
    }

    /** Bytes that the ledger's balance says were settled for the node. */
    long ledgerGiven(int index) {
        return statuses.get(index).path("ledger").path("givenBytes").asLong();
    }

    DemoReport report(String contentId, DemoFile file, double seconds, List<String> digests, Books books) {
        List<DemoReport.NodeResult> nodes = new ArrayList<>();
        for (int index = 0; index < statuses.size(); index++) {
            Endpoints.Node node = endpoints.nodes().get(index);
            JsonNode status = statuses.get(index);
            nodes.add(new DemoReport.NodeResult(
                    node.id(),
                    node.http(),
                    node.peer(),
                    node.data(),
                    digests.get(index),
                    books.of(node.id()).settledBytes(),
                    fromPeers(status) + fromEdge(status),
                    earned(index)));
        }
        return new DemoReport(
                endpoints.gateway(),
                endpoints.tracker(),
                endpoints.ledger(),
                endpoints.kafka(),
                endpoints.postgres(),
                nodes,
                endpoints.tokens(),
                new DemoReport.Content(contentId, file.sha256(), file.bytes()),
                new DemoReport.Delivery(fromPeers(), fromEdge(), offload(), seconds));
    }

    void print(PrintWriter out, DemoReport report) {
        long copies = report.nodes().size();
        out.printf(
                "%nDelivered %d copies in %.1f s%n  from peers %8.1f MiB  %5.1f %%%n  from edge  %8.1f MiB  %5.1f %%%n",
                copies,
                report.delivery().seconds(),
                Demo.mib(fromPeers()),
                100 * offload(),
                Demo.mib(fromEdge()),
                100 * (1 - offload()));
        out.printf(
                "%n%-8s %12s %14s %14s %16s%n",
                "node", "given MiB", "from peers MiB", "from edge MiB", "earned credits");
        for (int index = 0; index < report.nodes().size(); index++) {
            JsonNode status = statuses.get(index);
            out.printf(
                    "%-8s %12.1f %14.1f %14.1f %16.6f%n",
                    "node-" + (index + 1),
                    Demo.mib(report.nodes().get(index).given()),
                    Demo.mib(fromPeers(status)),
                    Demo.mib(fromEdge(status)),
                    earned(index) / MICRO);
        }
        out.flush();
    }

    private static long fromPeers(JsonNode status) {
        return status.path("totals").path("fromPeersBytes").asLong();
    }

    private static long fromEdge(JsonNode status) {
        return status.path("totals").path("fromEdgeBytes").asLong();
    }
}
