package io.ayni.ledger.benefit.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * {@code GET /.well-known/jwks.json}: the keys that vouchers are signed with, as a JSON Web Key Set, for everybody. 405 for
 * another method. May be kept for five minutes.
 */
public final class JwksRoute {
    /** Where it is served. */
    public static final String PATH = "/.well-known/jwks.json";

    private final Supplier<String> keySet;

    /** @param keySet the set as it is now */
    public JwksRoute(Supplier<String> keySet) {
        this.keySet = keySet;
    }

    /** Adds the route. */
    public void addTo(Router router) {
        router.route(PATH).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        String method = context.request().method().name();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            context.response()
                    .setStatusCode(405)
                    .putHeader("Allow", "GET, HEAD")
                    .end();
            return;
        }
        String body = keySet.get();
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/jwk-set+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=300");
        if (method.equals("HEAD")) {
            context.response().end();
        } else {
            context.response().end(body);
        }
    }
}
