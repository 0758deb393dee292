package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.history.History;
import io.ayni.agent.history.Sample;
import io.ayni.agent.ledger.AccountEntries;
import io.ayni.agent.ledger.AccountEntry;
import io.ayni.agent.ledger.LedgerAwayException;
import io.ayni.agent.limit.LimitsJson;
import io.ayni.contracts.content.ContentId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code /api/export} and {@code /api/erase}: what the agent knows of its owner, as a file, and its end; the caller has
 * checked the token.
 */
final class ExportHandler {
    private static final String HISTORY_HEAD =
            "from,observed_ms,given_bytes,from_peers_bytes,from_edge_bytes,settled_bytes,earned_micro_credits,cpu_ms,"
                    + "resident_bytes,held_bytes\n";
    private static final String ENTRIES_HEAD = "recorded_at,shard,number,kind,posted_change_micro_credits,"
            + "pending_change_micro_credits,held_change_micro_credits\n";

    private final AgentServices services;

    ExportHandler(AgentServices services) {
        this.services = services;
    }

    /** @param body {@code format}: {@code json}, {@code history.csv} or {@code entries.csv} */
    void export(HttpExchange exchange, Map<String, Object> body, URI http) throws IOException, HttpRefusal {
        try {
            switch (String.valueOf(body.getOrDefault("format", "json"))) {
                case "json" -> Replies.json(exchange, 200, everything(http));
                case "history.csv" -> csv(exchange, historyCsv());
                case "entries.csv" -> csv(exchange, entriesCsv());
                default -> throw HttpRefusal.malformed("\"format\" must be json, history.csv or entries.csv");
            }
        } catch (LedgerAwayException e) {
            throw HttpRefusal.unavailable(e.getMessage());
        }
    }

    private static void csv(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        Replies.text(exchange, 200, "text/csv; charset=utf-8", text);
    }

    private Map<String, Object> everything(URI http) throws IOException, LedgerAwayException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("exportedAtMs", services.owner().clock().millis());
        json.put("status", StatusJson.status(services.status().get(), http));
        json.put("consentDecidedAtMs", services.sharing().current().decidedAtMs());
        json.put("limits", LimitsJson.view(services.limits().view()));
        json.put(
                "refused",
                services.owner().items().refused().stream().map(ContentId::hex).toList());
        json.put(
                "redemptions",
                services.benefits().redemptions().stream()
                        .map(BenefitJson::redemption)
                        .toList());
        json.put("newestEntries", entries().stream().map(EntryHandler::json).toList());
        json.put("history", HistoryJson.rows(history()));
        return json;
    }

    private List<AccountEntry> entries() throws LedgerAwayException {
        return services.entries().newest(AccountEntries.MAX_ENTRIES);
    }

    private List<Sample> history() throws IOException {
        long nowMs = services.owner().clock().millis();
        return services.owner()
                .history()
                .between(nowMs - Duration.ofDays(History.KEPT_DAYS).toMillis(), nowMs + 1);
    }

    private String historyCsv() throws IOException {
        StringBuilder text = new StringBuilder(HISTORY_HEAD);
        for (Sample row : history()) {
            line(
                    text,
                    Instant.ofEpochMilli(row.startMs()),
                    row.observedMs(),
                    row.givenBytes(),
                    row.fromPeersBytes(),
                    row.fromEdgeBytes(),
                    row.settledBytes(),
                    row.earnedMicroCredits(),
                    row.cpuMs(),
                    row.residentBytes(),
                    row.heldBytes());
        }
        return text.toString();
    }

    private String entriesCsv() throws LedgerAwayException {
        StringBuilder text = new StringBuilder(ENTRIES_HEAD);
        for (AccountEntry entry : entries()) {
            line(
                    text,
                    Instant.ofEpochMilli(entry.recordedAtMs()),
                    entry.shard(),
                    entry.number(),
                    entry.kind(),
                    entry.postedChangeMicroCredits(),
                    entry.pendingChangeMicroCredits(),
                    entry.heldChangeMicroCredits());
        }
        return text.toString();
    }

    /** Numbers, times and words of the contract: nothing that would need quotes. */
    private static void line(StringBuilder text, Object... fields) {
        text.append(Stream.of(fields).map(Object::toString).collect(Collectors.joining(",")))
                .append('\n');
    }

    /** Deletes what was measured and the statements that were fetched. What others hold is not in the agent's hands. */
    void erase(HttpExchange exchange) throws IOException, HttpRefusal {
        try {
            services.owner().history().erase();
            services.statements().erase();
        } catch (IOException e) {
            throw new HttpRefusal(500, "not_kept", "not everything could be deleted: " + e.getMessage());
        }
        Replies.json(exchange, 200, Map.of("erased", List.of("history", "statements")));
    }
}
