package io.ayni.contracts.transport.connection;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Makes Vert.x use the {@link GuardedTransport}. Found by the name in {@code META-INF/services}, and made before there are
 * any beans, so it asks the configuration itself.
 */
public final class ConnectionGuards implements VertxServiceProvider {
    /**
     * Longest time from the first byte of a request's head to its last, 1 s to 10 min; the connection is then closed. Too
     * low: clients on bad links are cut off. Too high: connections can be held with a byte now and then.
     */
    static final String LONGEST_HEAD = "ayni.http.request-head-timeout";

    private static final Duration LONGEST_HEAD_DEFAULT = Duration.ofSeconds(30);

    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new GuardedTransport(longestHead()));
    }

    private static Duration longestHead() {
        Duration longest = ConfigProvider.getConfig()
                .getOptionalValue(LONGEST_HEAD, Duration.class)
                .orElse(LONGEST_HEAD_DEFAULT);
        if (longest.compareTo(Duration.ofSeconds(1)) < 0 || longest.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(LONGEST_HEAD + ": must be 1 s to 10 min, is " + longest);
        }
        return longest;
    }
}
