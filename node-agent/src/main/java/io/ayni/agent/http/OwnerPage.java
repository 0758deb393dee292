package io.ayni.agent.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The owner's page below {@code /owner}: a few files out of the program, the same for everybody, with nothing private in
 * them. What the page shows it asks from the API with the token that stood in its address behind the {@code #}.
 */
final class OwnerPage {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String INDEX = "index.html";

    /** Every file of the page and its type; there are no others. */
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry(INDEX, "text/html; charset=utf-8"),
            Map.entry("page.css", "text/css; charset=utf-8"),
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("page.js", SCRIPT),
            Map.entry("api.js", SCRIPT),
            Map.entry("dom.js", SCRIPT),
            Map.entry("format.js", SCRIPT),
            Map.entry("chart.js", SCRIPT),
            Map.entry("messages.js", SCRIPT),
            Map.entry("overview.js", SCRIPT),
            Map.entry("proofs.js", SCRIPT),
            Map.entry("costs.js", SCRIPT),
            Map.entry("items.js", SCRIPT),
            Map.entry("benefits.js", SCRIPT),
            Map.entry("sharing.js", SCRIPT),
            Map.entry("data.js", SCRIPT));

    /** @param path the segments after {@code /owner} */
    void answer(HttpExchange exchange, List<String> path) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "GET", "HEAD");
        if (path.isEmpty()) {
            exchange.getResponseHeaders().set("Location", "/owner/" + INDEX);
            Replies.empty(exchange, 308, 0);
            return;
        }
        String type = path.size() == 1 ? FILES.get(path.getFirst()) : null;
        if (type == null) {
            throw HttpRefusal.notFound("the page has no such file");
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-cache");
        Replies.bytes(exchange, 200, type, read(path.getFirst()));
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream file = OwnerPage.class.getResourceAsStream("owner/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the program lacks a file of its page: " + name);
            }
            return file.readAllBytes();
        }
    }
}
