package io.ayni.tracker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.tracker.service.OperatorFiles;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerSettingsTest {
    private static final String P = "ayni.tracker.";
    private static final long NOW = 1_700_000_000_000L;

    @TempDir
    Path directory;

    private Map<String, String> values;

    @BeforeEach
    void writeFiles() throws Exception {
        values = OperatorFiles.write(directory);
    }

    @Test
    void defaults() {
        // When
        TrackerSettings settings = load();
        // Then
        TrackerConfig config = settings.config();
        assertThat(config.publicName()).isEqualTo("ayni-local");
        assertThat(config.priceMicroCreditsPerMib()).isEqualTo(1_000);
        assertThat(config.campaign()).isEqualTo("default");
        assertThat(config.sameAccountWeight()).isZero();
        assertThat(config.sameNetworkWeight()).isZero();
        assertThat(config.allowPrivateAddresses()).isFalse();
        assertThat(config.allowPlaintext()).isFalse();
        assertThat(config.announceInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.announceBurst()).isEqualTo(512);
        assertThat(config.announcesPerSecond()).isEqualTo(16);
        assertThat(config.tokenLife()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.dialBackTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.limits().nodes()).isEqualTo(16_000);
        assertThat(config.limits().sessions()).isEqualTo(4_000);
        assertThat(config.limits().swarms()).isEqualTo(16_000);
        assertThat(config.limits().peers()).isEqualTo(32_000);
        assertThat(config.limits().peersPerSwarm()).isEqualTo(16_000);
        assertThat(config.limits().items()).isEqualTo(100_000);
        assertThat(config.events().maxRegistrations()).isEqualTo(32_768);
        assertThat(config.events().maxSwarms()).isEqualTo(16_384);
    }

    @Test
    void filesAreRead() {
        // When
        TrackerSettings settings = load();
        // Then
        assertThat(settings.grantKey().publicKey()).isEqualTo(OperatorFiles.GRANT_KEY.publicKey());
        assertThat(settings.tokenKey().publicKey()).isEqualTo(OperatorFiles.TOKEN_KEY.publicKey());
        assertThat(settings.sealingKey()).isEqualTo(OperatorFiles.SEALING_KEY);
        assertThat(settings.operatorKeys().format()).isEqualTo(OperatorFiles.KEYS.format());
        assertThat(settings.enrolmentToken()).isEqualTo(OperatorFiles.ENROLMENT_TOKEN);
        assertThat(settings.edgeToken()).isEqualTo(OperatorFiles.EDGE_TOKEN);
        assertThat(settings.toString()).isEqualTo("TrackerSettings[ayni-local]");
    }

    @Test
    void nonsenseStopsTheStartAndIsNamed() {
        assertRefused("public-name", "x".repeat(256), "must be 1 to 255 bytes");
        assertRefused("price-micro-credits-per-mib", "-1", "must be 0 to 10000000");
        assertRefused("campaign", "Spring Sale", "must be 1 to 16 characters of [a-z0-9-]");
        assertRefused("same-account-weight", "1001", "must be 0 to 1000");
        assertRefused("same-network-weight", "-1", "must be 0 to 1000");
        assertRefused("announce-interval", "46s", "must be 5000 to 45000 ms");
        assertRefused("announce-burst", "7", "must be 8 to 100000");
        assertRefused("announces-per-second", "0", "must be 1 to 100000");
        assertRefused("token-life", "11m", "must be 60000 to 600000 ms");
        assertRefused("dial-back-timeout", "1ms", "must be 100 to 10000 ms");
        for (String table : new String[] {"nodes", "sessions", "swarms", "peers", "peers-per-swarm", "items"}) {
            assertRefused("limits." + table, "0", "must be 1 to 2147483647");
        }
        assertRefused("events.max-registrations", "0", "must be 1 to 2147483647");
        assertRefused("events.max-swarms", "0", "must be 1 to 2147483647");
    }

    @Test
    void missingOrUnusableFilesStopTheStartAndAreNamed() throws Exception {
        String missing = directory.resolve("missing").toString();
        for (String key : new String[] {
            "grant-key-file",
            "token-key-file",
            "sealing-key-file",
            "operator-keys-file",
            "enrolment-token-file",
            "edge-token-file"
        }) {
            assertRefused(key, missing, "names a file that cannot be read: " + missing);
        }
        String junk = Files.writeString(directory.resolve("junk"), "junk").toString();
        assertRefused("grant-key-file", junk, "must name a file of 64 hex digits: " + junk);
        assertRefused(
                "edge-token-file", junk, "must name a file with one line of 16 to 512 printable characters: " + junk);
        assertRefused(
                "operator-keys-file",
                junk,
                "is no key list: key list, line 1: expected: purpose key-hex valid-from-ms valid-until-ms [revoked-at-ms]");
    }

    @Test
    void keysThatAreNotPublishedStopTheStart() throws Exception {
        String foreign = Files.writeString(
                        directory.resolve("foreign"), HexFormat.of().formatHex(new byte[32]))
                .toString();
        assertRefused(
                "grant-key-file", foreign, "holds a key that operator-keys-file does not list as a valid grant key");
        assertRefused(
                "token-key-file",
                values.get(P + "grant-key-file"),
                "holds a key that operator-keys-file does not list as a valid token key");
    }

    @Test
    void edgeTokenMustNotBeTheEnrolmentToken() {
        assertRefused(
                "edge-token-file",
                values.get(P + "enrolment-token-file"),
                "must hold another token than enrolment-token-file");
    }

    private void assertRefused(String key, String value, String rule) {
        String before = values.put(P + key, value);
        assertThatThrownBy(this::load)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(P + key + " " + rule);
        if (before == null) {
            values.remove(P + key);
        } else {
            values.put(P + key, before);
        }
    }

    private TrackerSettings load() {
        TrackerConfig config = new SmallRyeConfigBuilder()
                .withMapping(TrackerConfig.class)
                .withDefaultValues(values)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(TrackerConfig.class);
        return TrackerSettings.load(config, NOW);
    }
}
