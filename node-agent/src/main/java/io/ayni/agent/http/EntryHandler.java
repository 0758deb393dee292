package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.ledger.AccountEntries;
import io.ayni.agent.ledger.AccountEntry;
import io.ayni.agent.ledger.LedgerAwayException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /api/entries}: the newest journal entries of the owner; the caller has checked the token. */
final class EntryHandler {
    private static final long USUAL = 100;

    private final AccountEntries entries;

    EntryHandler(AccountEntries entries) {
        this.entries = entries;
    }

    /** @param body key {@code limit}: how many, 100 without it */
    void list(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        if (!(body.getOrDefault("limit", USUAL) instanceof Long limit)
                || limit < 1
                || limit > AccountEntries.MAX_ENTRIES) {
            throw HttpRefusal.malformed("\"limit\" must be 1 to " + AccountEntries.MAX_ENTRIES);
        }
        try {
            List<?> found = entries.newest(limit.intValue()).stream()
                    .map(EntryHandler::json)
                    .toList();
            Replies.json(exchange, 200, Map.of("entries", found));
        } catch (LedgerAwayException e) {
            throw HttpRefusal.unavailable(e.getMessage());
        }
    }

    static Map<String, Object> json(AccountEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shard", entry.shard());
        json.put("number", entry.number());
        json.put("recordedAtMs", entry.recordedAtMs());
        json.put("kind", entry.kind());
        json.put("postedChangeMicroCredits", entry.postedChangeMicroCredits());
        json.put("pendingChangeMicroCredits", entry.pendingChangeMicroCredits());
        json.put("heldChangeMicroCredits", entry.heldChangeMicroCredits());
        return json;
    }
}
