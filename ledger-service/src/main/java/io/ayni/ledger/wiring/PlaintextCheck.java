package io.ayni.ledger.wiring;

import io.ayni.contracts.transport.Exposure;
import io.ayni.ledger.config.LedgerConfig;
import io.quarkus.runtime.LaunchMode;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to serve other machines without TLS, because nodes and operators show their tokens, unless the operator says that
 * something in front ends TLS.
 */
@Singleton
final class PlaintextCheck {
    private final LedgerConfig config;
    private final Exposure exposure;

    PlaintextCheck(
            LedgerConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.insecure-requests", defaultValue = "enabled") String insecureRequests,
            @ConfigProperty(name = "quarkus.http.tls-configuration-name") Optional<String> tlsConfiguration) {
        this.config = config;
        this.exposure = Exposure.of(host, insecureRequests, tlsConfiguration);
    }

    /** @throws IllegalArgumentException when tokens could travel in clear */
    void run() {
        boolean safe = !exposure.isInClear() || config.allowPlaintext() || LaunchMode.current() != LaunchMode.NORMAL;
        if (!safe) {
            throw new IllegalArgumentException("ayni.ledger.allow-plaintext: must be true to serve quarkus.http.host="
                    + exposure.host() + " without TLS, when something in front ends TLS; "
                    + "or set quarkus.http.insecure-requests=disabled and a TLS configuration");
        }
    }
}
