package io.ayni.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @TempDir
    Path keys;

    private final Map<String, String> values = new HashMap<>();

    @BeforeEach
    void writeKeys() throws IOException {
        set("data-dir", "/var/lib/ayni");
        set("public-url", "https://edge.example/");
        set("manifest-key-file", write("manifest.key", "0a".repeat(32) + "\n"));
        set("publisher-token-file", write("publisher.token", "publisher-token-0123\n"));
        set("edge-token-file", write("edge.token", "edge-token-0123456789\n"));
    }

    @Test
    void defaultsAreAsDocumented() {
        GatewaySettings settings = read();
        assertThat(settings.dataDir()).isEqualTo(Path.of("/var/lib/ayni"));
        assertThat(settings.publicUrl()).isEqualTo("https://edge.example");
        assertThat(settings.publisherToken()).isEqualTo("publisher-token-0123");
        assertThat(settings.tracker()).isEmpty();
        assertThat(settings.deliveryInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.limits())
                .isEqualTo(new GatewaySettings.Limits(64L << 30, 100_000, 4, Duration.ofSeconds(30), 256 << 20, 0));
        assertThat(settings.allowsPlaintext()).isFalse();
        assertThat(settings.toString()).doesNotContain("publisher-token", "0a0a");
    }

    @Test
    void everyKeyIsRead() {
        set("tracker", "127.0.0.1:8081");
        set("max-item-size", "1M");
        set("max-items", "7");
        set("max-concurrent-uploads", "2");
        set("upload-stall-timeout", "5s");
        set("allow-plaintext", "true");
        set("min-free-space", "1K");
        set("max-egress-bytes-per-second", "5000");
        set("delivery-interval", "100ms");
        GatewaySettings settings = read();
        assertThat(settings.tracker())
                .contains(new GatewaySettings.Tracker(
                        "127.0.0.1", 8081, false, Optional.empty(), "edge-token-0123456789"));
        assertThat(settings.limits())
                .isEqualTo(new GatewaySettings.Limits(1 << 20, 7, 2, Duration.ofSeconds(5), 1024, 5000));
        assertThat(settings.allowsPlaintext()).isTrue();
        assertThat(settings.deliveryInterval()).isEqualTo(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @CsvSource({
        "public-url,edge.example",
        "public-url,ftp://edge.example",
        "public-url,http://user@edge.example",
        "public-url,http://edge.example/?a=b",
        "public-url,http://edge.example/#a",
        "public-url,http://",
        "tracker,tracker",
        "tracker,127.0.0.1:0",
        "tracker,127.0.0.1:70000",
        "tracker,http://127.0.0.1:8081",
        "max-item-size,0",
        "max-item-size,2T",
        "max-items,0",
        "max-concurrent-uploads,0",
        "max-concurrent-uploads,65",
        "upload-stall-timeout,10ms",
        "upload-stall-timeout,1h",
        "max-egress-bytes-per-second,-1",
        "delivery-interval,10ms",
    })
    void nonsenseIsRefusedByItsKey(String key, String value) {
        set(key, value);
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("ayni.gateway." + key + ":");
    }

    @Test
    void secretsThatAreNoneAreRefusedWithoutShowingThem() throws IOException {
        set("manifest-key-file", write("short.key", "0a0a0a0a"));
        assertThatThrownBy(this::read)
                .hasMessageStartingWith("ayni.gateway.manifest-key-file:")
                .hasMessageNotContaining("0a0a0a0a");
        set("manifest-key-file", keys.resolve("missing").toString());
        assertThatThrownBy(this::read).hasMessageStartingWith("ayni.gateway.manifest-key-file:");
    }

    @Test
    void weakTokenIsRefused() throws IOException {
        set("publisher-token-file", write("weak.token", "secret"));
        assertThatThrownBy(this::read)
                .hasMessageStartingWith("ayni.gateway.publisher-token-file:")
                .hasMessageNotContaining(" secret");
    }

    @Test
    void tokenTravelsInClearOnThisMachineOnly() {
        set("tracker", "tracker.example:8081");
        assertThatThrownBy(this::read).hasMessageStartingWith("ayni.gateway.tracker-tls:");
        set("tracker-tls", "true");
        assertThat(read().tracker())
                .contains(new GatewaySettings.Tracker(
                        "tracker.example", 8081, true, Optional.empty(), "edge-token-0123456789"));
    }

    @Test
    void trackersAuthoritiesMustBeReadable() throws Exception {
        // Given
        set("tracker", "tracker.example:8443");
        set("tracker-tls", "true");
        set("tracker-ca-file", keys.resolve("missing.pem").toString());
        // Then
        assertThatThrownBy(this::read).hasMessageStartingWith("ayni.gateway.tracker-ca-file: cannot be read: ");
        // And
        Path authorities = Files.writeString(keys.resolve("ca.pem"), "certificates");
        set("tracker-ca-file", authorities.toString());
        assertThat(read().tracker().orElseThrow().authorities()).contains(authorities);
    }

    @Test
    void trackerNeedsAToken() {
        set("tracker", "localhost:8081");
        values.remove("ayni.gateway.edge-token-file");
        assertThatThrownBy(this::read).hasMessageStartingWith("ayni.gateway.edge-token-file:");
    }

    private GatewaySettings read() {
        return SettingsReader.read(new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 100, new MemorySizeConverter())
                .withConverter(Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
                .withDefaultValues(values)
                .build()
                .getConfigMapping(GatewayConfig.class));
    }

    private void set(String key, String value) {
        values.put("ayni.gateway." + key, value);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(keys.resolve(name), text).toString();
    }
}
