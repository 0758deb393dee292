package io.ayni.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.agent.limit.Rate;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentSettingsTest {
    private static final Map<String, String> NEEDED = Map.of(
            "tracker", "127.0.0.1:8081",
            "ledger", "127.0.0.1:8082",
            "gateway", "http://127.0.0.1:8080",
            "operator-keys", "operator.keys",
            "account", "alice",
            "enrolment-token-file", "enrolment.token");

    @Test
    void defaultsAreAsDocumented() throws InvalidSettingsException {
        AgentSettings settings = AgentSettings.from(sources(Map.of(), Map.of("HOME", "/home/alice"), NEEDED));

        assertThat(settings)
                .isEqualTo(new AgentSettings(
                        Path.of("/home/alice/.local/share/ayni-agent"),
                        new HostPort("127.0.0.1", 8081),
                        new HostPort("127.0.0.1", 8082),
                        URI.create("http://127.0.0.1:8080"),
                        Path.of("operator.keys"),
                        "alice",
                        Path.of("enrolment.token"),
                        new InetSocketAddress("127.0.0.1", 0),
                        7411,
                        Duration.ofMinutes(5),
                        Rate.UNLIMITED,
                        "ayni-local"));
    }

    @Test
    void everySettingCanBeSet() throws InvalidSettingsException {
        Map<String, String> file = new HashMap<>(NEEDED);
        file.put("peer-listen", "0.0.0.0:7412");
        file.put("http-port", "0");
        file.put("settle-every", "30s");
        file.put("max-upload", "2MiB/s");
        file.put("tracker-name", "example");

        AgentSettings settings = AgentSettings.from(sources(Map.of(Setting.DATA_DIR, "/data"), Map.of(), file));

        assertThat(settings)
                .isEqualTo(new AgentSettings(
                        Path.of("/data"),
                        new HostPort("127.0.0.1", 8081),
                        new HostPort("127.0.0.1", 8082),
                        URI.create("http://127.0.0.1:8080"),
                        Path.of("operator.keys"),
                        "alice",
                        Path.of("enrolment.token"),
                        new InetSocketAddress("0.0.0.0", 7412),
                        0,
                        Duration.ofSeconds(30),
                        new Rate(2_097_152),
                        "example"));
    }

    @Test
    void aFlagBeatsTheEnvironmentAndThatTheFileAndThatTheDefault() {
        Map<Setting, String> flag = Map.of(Setting.ACCOUNT, "flag");
        Map<String, String> environment = Map.of("AYNI_AGENT_ACCOUNT", "environment");
        Map<String, String> file = Map.of("account", "file", "tracker-name", "file");

        assertThat(sources(flag, environment, file).text(Setting.ACCOUNT)).contains("flag");
        assertThat(sources(Map.of(), environment, file).text(Setting.ACCOUNT)).contains("environment");
        assertThat(sources(Map.of(), Map.of(), file).text(Setting.ACCOUNT)).contains("file");
        assertThat(sources(Map.of(), Map.of(), Map.of()).text(Setting.ACCOUNT)).isEmpty();
        assertThat(sources(Map.of(), Map.of(), file).text(Setting.TRACKER_NAME)).contains("file");
        assertThat(sources(Map.of(), Map.of(), Map.of()).text(Setting.TRACKER_NAME))
                .contains("ayni-local");
    }

    @Test
    void blankTextCountsAsNotSet() {
        assertThat(sources(Map.of(Setting.ACCOUNT, " "), Map.of("AYNI_AGENT_ACCOUNT", ""), Map.of("account", "file"))
                        .text(Setting.ACCOUNT))
                .contains("file");
    }

    @Test
    void theDataDirectoryFollowsXdgAndCannotStandInItsOwnFile() {
        Map<String, String> environment = Map.of("XDG_DATA_HOME", "/xdg", "HOME", "/home/alice");

        SettingSources sources = sources(Map.of(), environment, Map.of("data-dir", "/elsewhere"));

        assertThat(sources.dataDirectory()).isEqualTo(Path.of("/xdg/ayni-agent"));
        assertThat(sources.misplacedKeys()).containsExactly("data-dir");
    }

    @Test
    void everyMissingOrWrongSettingIsNamedAtOnce() {
        Map<String, String> file = new HashMap<>(NEEDED);
        file.remove("tracker");
        file.put("account", "Alice!");
        file.put("http-port", "70000");
        file.put("settle-evry", "5m");

        assertThatThrownBy(() -> AgentSettings.from(sources(Map.of(), Map.of(), file)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("--tracker is missing: give the flag, set AYNI_AGENT_TRACKER")
                .hasMessageContaining("--account is wrong: an account name is 1 to 64 characters of [a-z0-9._-]")
                .hasMessageContaining("--http-port is wrong: a port is a number from 0 to 65535 (found \"70000\")")
                .hasMessageContaining("\"settle-evry\" is not a setting of this file");
    }

    @ParameterizedTest
    @CsvSource({
        "tracker, localhost",
        "tracker, ':8081'",
        "tracker, '::1:8081'",
        "tracker, 127.0.0.1:0",
        "tracker, 127.0.0.1:-1",
        "gateway, ftp://127.0.0.1",
        "gateway, http://user@127.0.0.1",
        "gateway, 'http://a b'",
        "peer-listen, localhost:0",
        "settle-every, 0s",
        "settle-every, 25h",
        "settle-every, soon",
        "max-upload, -1",
        "max-upload, fast"
    })
    void nonsenseIsRefused(String key, String text) {
        Map<String, String> file = new HashMap<>(NEEDED);
        file.put(key, text);

        assertThatThrownBy(() -> AgentSettings.from(sources(Map.of(), Map.of(), file)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("--" + key + " is wrong: ");
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "30s, 30000", "5m, 300000", "1h, 3600000", "PT5M, 300000"})
    void durationsHaveUnits(String text, long expectedMs) {
        assertThat(Durations.parse(text).toMillis()).isEqualTo(expectedMs);
    }

    @Test
    void anIpv6AddressStandsInBrackets() {
        assertThat(HostPort.parse("[::1]:8081")).isEqualTo(new HostPort("::1", 8081));
        assertThat(HostPort.parse("[::1]:8081")).hasToString("[::1]:8081");
        assertThat(HostPort.of(URI.create("http://[::1]:8080"))).isEqualTo(new HostPort("::1", 8080));
        assertThat(HostPort.of(URI.create("https://example.org"))).isEqualTo(new HostPort("example.org", 443));
    }

    private static SettingSources sources(
            Map<Setting, String> flags, Map<String, String> environment, Map<String, String> file) {
        return new SettingSources(flags, environment, file);
    }
}
