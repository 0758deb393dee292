package io.ayni.ledger.wiring;

import io.ayni.ledger.config.LedgerConfig;
import io.quarkus.runtime.LaunchMode;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to serve other machines without TLS, because nodes and operators show their tokens, unless the operator says that
 * something in front ends TLS.
 */
@Singleton
final class PlaintextCheck {
    private final LedgerConfig config;
    private final String host;
    private final boolean encrypted;

    PlaintextCheck(
            LedgerConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.insecure-requests", defaultValue = "enabled") String insecureRequests,
            @ConfigProperty(name = "quarkus.http.tls-configuration-name") Optional<String> tlsConfiguration) {
        this.config = config;
        this.host = host;
        this.encrypted = insecureRequests.equals("disabled") && tlsConfiguration.isPresent();
    }

    /** @throws IllegalArgumentException when tokens could travel in clear */
    void run() {
        boolean safe =
                encrypted || isLoopback() || config.allowPlaintext() || LaunchMode.current() != LaunchMode.NORMAL;
        if (!safe) {
            throw new IllegalArgumentException("ayni.ledger.allow-plaintext: must be true to serve quarkus.http.host="
                    + host + " without TLS, when something in front ends TLS; "
                    + "or set quarkus.http.insecure-requests=disabled and a TLS configuration");
        }
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // the server will not bind to it either
        }
    }
}
