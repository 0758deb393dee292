package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.embedded.process.ChildProcess;
import io.ayni.gateway.testing.GatewayProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway with settings that make no sense does not come up, and says why. */
class RefuseToStartIT {
    private final GatewayProcess gateway = new GatewayProcess();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void withoutASecretFile() {
        gateway.set("ayni.gateway.publisher-token-file", "/nonexistent/publisher.token");
        assertEndsWith("ayni.gateway.publisher-token-file");
    }

    @Test
    void withoutAPublicUrl() {
        gateway.unset("ayni.gateway.public-url");
        assertEndsWith("ayni.gateway.public-url");
    }

    @Test
    void withARemoteTrackerInClear() {
        gateway.set("ayni.gateway.tracker", "tracker.example:8081");
        assertEndsWith("ayni.gateway.tracker-tls");
    }

    @Test
    void onOtherInterfacesWithoutTls() {
        gateway.set("quarkus.http.host", "0.0.0.0");
        assertEndsWith("ayni.gateway.allow-plaintext");
    }

    @Test
    void withASenselessBoundOfRequestHeads() {
        gateway.set("ayni.http.request-head-timeout", "1ms");
        assertEndsWith("ayni.http.request-head-timeout");
    }

    @Test
    void besideAnotherOneOnTheSameData() {
        gateway.start();
        try (GatewayProcess second = new GatewayProcess()) {
            second.set("ayni.gateway.data-dir", gateway.data().toString());
            assertThat(second.launch().awaitExit(Duration.ofSeconds(30))).isTrue();
            assertThat(second.log()).contains("another gateway uses the data directory");
        }
    }

    private void assertEndsWith(String text) {
        ChildProcess child = gateway.launch();
        assertThat(child.awaitExit(Duration.ofSeconds(30))).isTrue();
        assertThat(gateway.log()).contains(text);
    }
}
