package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.identity.LocalToken;
import java.util.List;

/**
 * Who may use the API: whoever has read the local token's file. The one place that decides it. The token comes in a header
 * that no page of another site can set, and never in a cookie: cookies of 127.0.0.1 go to every port of this machine.
 */
final class TokenGuard {
    private static final String SCHEME = "Bearer ";

    private final LocalToken token;

    TokenGuard(LocalToken token) {
        this.token = token;
    }

    /** Refuses a program without the token with 401, as HTTP has it. */
    void requireProgram(HttpExchange exchange) throws HttpRefusal {
        if (!holdsToken(exchange)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            throw new HttpRefusal(401, "unauthenticated", "send the token of local.token in the Authorization header");
        }
    }

    /** Refuses a page without the token with 403: there is nothing that its reader could be asked for. */
    void requirePage(HttpExchange exchange) throws HttpRefusal {
        if (!holdsToken(exchange)) {
            throw new HttpRefusal(403, "forbidden", "open the page with `ayni-agent open`");
        }
    }

    private boolean holdsToken(HttpExchange exchange) {
        List<String> offered = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
        return offered.size() == 1
                && offered.getFirst().startsWith(SCHEME)
                && token.matches(offered.getFirst().substring(SCHEME.length()));
    }
}
