package io.ayni.gateway.http.connection;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Makes Vert.x use the {@link GuardedTransport}. Found by the name in {@code META-INF/services}, and made before there are
 * any beans, so it asks the configuration itself; the settings are checked later, still before a port is opened.
 */
public final class ConnectionGuards implements VertxServiceProvider {
    @Override
    public void init(VertxBuilder builder) {
        Duration longestHead = ConfigProvider.getConfig().getValue("ayni.gateway.request-head-timeout", Duration.class);
        builder.findTransport(new GuardedTransport(longestHead));
    }
}
