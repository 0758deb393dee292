package io.ayni.contracts.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, enabled,  ,      false",
        "::1,       enabled,  ,      false",
        "localhost, enabled,  ,      false",
        "0.0.0.0,   enabled,  ,      true",
        "::,        enabled,  ,      true",
        "192.0.2.7, enabled,  ,      true",
        "192.0.2.7, enabled,  certs, true",
        "192.0.2.7, redirect, certs, true",
        "192.0.2.7, disabled, ,      true",
        "192.0.2.7, disabled, certs, false",
        "[::1,      enabled,  ,      true"
    })
    void onlyTlsAloneOrLoopbackKeepsTokensOutOfSight(
            String host, String insecureRequests, String tls, boolean inClear) {
        Exposure exposure = Exposure.of(host, insecureRequests, Optional.ofNullable(tls));

        assertThat(exposure.isInClear()).isEqualTo(inClear);
    }
}
