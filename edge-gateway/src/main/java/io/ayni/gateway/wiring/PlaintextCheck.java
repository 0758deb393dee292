package io.ayni.gateway.wiring;

import io.ayni.contracts.transport.Exposure;
import io.ayni.gateway.config.GatewaySettings;
import io.ayni.gateway.config.InvalidSettingException;
import io.quarkus.runtime.LaunchMode;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to serve other machines without TLS, because publishers show their token, unless the operator says that
 * something in front ends TLS.
 */
@Singleton
final class PlaintextCheck {
    private final GatewaySettings settings;
    private final Exposure exposure;

    PlaintextCheck(
            GatewaySettings settings,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.insecure-requests", defaultValue = "enabled") String insecureRequests,
            @ConfigProperty(name = "quarkus.http.tls-configuration-name") Optional<String> tlsConfiguration) {
        this.settings = settings;
        this.exposure = Exposure.of(host, insecureRequests, tlsConfiguration);
    }

    /**
     * @throws InvalidSettingException when the token could travel in clear
     */
    void run() {
        boolean safe = !exposure.isInClear() || settings.allowsPlaintext() || LaunchMode.current() != LaunchMode.NORMAL;
        if (!safe) {
            throw new InvalidSettingException(
                    "allow-plaintext",
                    "must be true to serve quarkus.http.host=" + exposure.host()
                            + " without TLS, when something in front ends TLS; "
                            + "or set quarkus.http.insecure-requests=disabled and a TLS configuration");
        }
    }
}
