package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Short answers. */
final class Replies {
    private Replies() {}

    static void json(HttpExchange exchange, int status, Object value) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        text(exchange, status, "application/json", Json.write(value) + "\n");
    }

    static void error(HttpExchange exchange, HttpRefusal refusal) throws IOException {
        json(
                exchange,
                refusal.status(),
                Map.of("error", Map.of("code", refusal.code(), "message", refusal.getMessage())));
    }

    static void text(HttpExchange exchange, int status, String type, String text) throws IOException {
        bytes(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static void bytes(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            empty(exchange, status, body.length);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Headers only; the length is what a GET would give. */
    static void empty(HttpExchange exchange, int status, long lengthBytes) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(lengthBytes));
        }
        exchange.sendResponseHeaders(status, -1);
    }

    static void requireMethod(HttpExchange exchange, String... allowed) throws HttpRefusal {
        for (String method : allowed) {
            if (exchange.getRequestMethod().equals(method)) {
                return;
            }
        }
        exchange.getResponseHeaders().set("Allow", String.join(", ", allowed));
        throw new HttpRefusal(405, "method_not_allowed", "this path takes " + String.join(", ", allowed));
    }
}
