package io.ayni.gateway.http.connection;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;

/** Makes Vert.x use the {@link GuardedTransport}. Found by the name in {@code META-INF/services}. */
public final class ConnectionGuards implements VertxServiceProvider {
    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new GuardedTransport());
    }
}
