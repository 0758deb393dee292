package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.consent.ConsentText;
import io.ayni.agent.tracker.Reachability;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of the API that the owner's page and the verbs like it use; the caller has checked the token. */
final class OwnerHandler {
    private final OwnerServices owner;
    private final HistoryHandler history;
    private final ItemHandler items;
    private final ExportHandler exports;
    private final StatementHandler statements;

    OwnerHandler(AgentServices services) {
        this.owner = services.owner();
        this.history = new HistoryHandler(owner);
        this.items = new ItemHandler(owner.items());
        this.exports = new ExportHandler(services);
        this.statements = new StatementHandler(services.statements());
    }

    /** @param name the path after the API's own */
    void handle(HttpExchange exchange, String name, URI http) throws IOException, HttpRefusal {
        switch (name) {
            case "history" -> history.show(exchange, posted(exchange, "fromMs", "toMs"));
            case "what-if" -> history.whatIf(exchange, posted(exchange, "uploadBytesPerSecond", "fromMs", "toMs"));
            case "line" -> line(exchange);
            case "items/refused" -> {
                Replies.requireMethod(exchange, "GET");
                items.refused(exchange);
            }
            case "items/forget" -> items.forget(exchange, posted(exchange, "content"));
            case "items/refuse" -> items.refuse(exchange, posted(exchange, "content"));
            case "items/allow" -> items.allow(exchange, posted(exchange, "content"));
            case "statements/receipts" -> statements.receipts(exchange, posted(exchange, "window"));
            case "reachability" -> reachability(exchange);
            case "consent-text" -> consentText(exchange);
            case "export" -> exports.export(exchange, posted(exchange, "format"), http);
            case "erase" -> {
                posted(exchange);
                exports.erase(exchange);
            }
            default -> throw HttpRefusal.notFound("the API has no such path");
        }
    }

    private static Map<String, Object> posted(HttpExchange exchange, String... keys) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "POST");
        return RequestBody.of(exchange, Set.of(keys));
    }

    private void line(HttpExchange exchange) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "GET", "PUT");
        if (exchange.getRequestMethod().equals("GET")) {
            history.showLine(exchange);
        } else {
            history.stateLine(exchange, RequestBody.of(exchange, Set.of("uploadBytesPerSecond")));
        }
    }

    private void reachability(HttpExchange exchange) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "GET");
        Optional<Reachability> found = owner.reachability().get();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("finding", found.map(OwnerHandler::word).orElse(null));
        json.put("checkedAtMs", found.map(Reachability::checkedAtMs).orElse(null));
        Replies.json(exchange, 200, json);
    }

    private static String word(Reachability found) {
        return found.finding().name().toLowerCase(Locale.ROOT);
    }

    private static void consentText(HttpExchange exchange) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "GET");
        Replies.json(exchange, 200, Map.of("textVersion", ConsentText.VERSION, "text", ConsentText.TEXT));
    }
}
