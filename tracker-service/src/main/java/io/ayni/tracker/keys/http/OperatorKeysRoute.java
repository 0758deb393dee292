package io.ayni.tracker.keys.http;

import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.tracker.config.TrackerSettings;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Serves the operator's public key list at {@code /operator.keys}, so that nodes can check grants offline. */
@ApplicationScoped
class OperatorKeysRoute {
    private final String list;

    OperatorKeysRoute(TrackerSettings settings) {
        OperatorKeys keys = settings.operatorKeys();
        this.list = keys.format();
    }

    void register(@Observes Router router) {
        router.route("/operator.keys")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(exchange -> exchange.response()
                        .putHeader("Content-Type", "text/plain; charset=utf-8")
                        .putHeader("Cache-Control", "public, max-age=300")
                        .end(list));
    }
}
