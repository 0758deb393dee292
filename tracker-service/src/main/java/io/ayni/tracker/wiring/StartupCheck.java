package io.ayni.tracker.wiring;

import io.ayni.contracts.transport.Exposure;
import io.ayni.tracker.config.InvalidSettingException;
import io.ayni.tracker.config.TrackerSettings;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start with settings that would serve the world without TLS, unless the operator says that this is wanted. */
@ApplicationScoped
class StartupCheck {
    private final TrackerSettings settings;
    private final Exposure exposure;

    StartupCheck(
            TrackerSettings settings,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.insecure-requests", defaultValue = "enabled") String insecureRequests,
            @ConfigProperty(name = "quarkus.http.tls-configuration-name") Optional<String> tlsConfiguration) {
        this.settings = settings;
        this.exposure = Exposure.of(host, insecureRequests, tlsConfiguration);
    }

    /** @throws InvalidSettingException when the settings are not safe */
    void run() {
        boolean safe = !exposure.isInClear()
                || settings.config().allowPlaintext()
                || LaunchMode.current() != LaunchMode.NORMAL;
        if (!safe) {
            throw new InvalidSettingException(
                    "quarkus.http.host",
                    "is not loopback: set quarkus.http.insecure-requests=disabled with a TLS configuration, or "
                            + "ayni.tracker.allow-plaintext=true when something in front ends TLS");
        }
    }
}
