package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.content.DropContent;
import io.ayni.agent.content.FindContent;
import io.ayni.contracts.content.ContentId;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code /api/items}: what the owner does not want here; the caller has checked the token. */
final class ItemHandler {
    private final DropContent items;

    ItemHandler(DropContent items) {
        this.items = items;
    }

    /** What is to be done with an item. */
    interface Deed {
        void on(ContentId contentId) throws IOException;
    }

    void refused(HttpExchange exchange) throws IOException {
        Replies.json(exchange, 200, Map.of("refused", ids()));
    }

    void forget(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        carryOut(exchange, body, items::forget);
    }

    void refuse(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        carryOut(exchange, body, items::refuse);
    }

    void allow(HttpExchange exchange, Map<String, Object> body) throws IOException, HttpRefusal {
        carryOut(exchange, body, items::allow);
    }

    private void carryOut(HttpExchange exchange, Map<String, Object> body, Deed deed) throws IOException, HttpRefusal {
        if (!(body.get("content") instanceof String id)) {
            throw HttpRefusal.malformed("\"content\" must be an id");
        }
        ContentId contentId =
                FindContent.asId(id).orElseThrow(() -> HttpRefusal.malformed("an id has 64 hex characters"));
        try {
            deed.on(contentId);
        } catch (IOException e) {
            throw new HttpRefusal(500, "not_kept", "this could not be done in full: " + e.getMessage());
        }
        Replies.json(exchange, 200, Map.of("content", contentId.hex(), "refused", ids()));
    }

    private List<String> ids() {
        return items.refused().stream().map(ContentId::hex).toList();
    }
}
