package io.ayni.launcher.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.launcher.cli.ImagesCommand;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComposeFileTest {
    private static final Yaml COMPOSE = Yaml.document("deploy/compose/compose.yaml");
    private static final Map<String, Yaml> SERVICES = COMPOSE.at("services").entries();

    @ParameterizedTest
    @EnumSource
    void aServiceGetsEveryVariableThatItNeedsAndNoneThatItDoesNotKnow(Program program) {
        // Given
        Set<String> given =
                SERVICES.get(program.word()).at("environment").entries().keySet();
        Set<String> needed = new TreeSet<>(program.requiredVariables());
        needed.removeAll(
                program == Program.LEDGER
                        ? Set.of("QUARKUS_DATASOURCE_PASSWORD", "QUARKUS_FLYWAY_PASSWORD") // in database.properties
                        : Set.of("AYNI_GATEWAY_DATA_DIR")); // of the image
        // Then
        assertThat(program.variables()).containsAll(given);
        assertThat(given).containsAll(needed);
        assertThat(Yaml.text("deploy/compose/prepare"))
                .contains("quarkus.datasource.password=%s", "quarkus.flyway.password=%s");
    }

    @ParameterizedTest
    @EnumSource
    void aServiceRunsItsOwnImageLockedUpOnItsPortOfLoopback(Program program) {
        // Given
        Yaml service = SERVICES.get(program.word());
        String port = Integer.toString(program.port());
        // Then
        assertThat(service.at("image").text()).isEqualTo(program.image().repository() + ":${AYNI_TAG}");
        assertThat(service.at("ports").texts()).containsExactly("127.0.0.1:" + port + ":" + port);
        assertThat(service.at("read_only").value()).isEqualTo(true);
        assertThat(service.at("tmpfs").texts()).containsExactly("/tmp");
        assertThat(service.at("cap_drop").texts()).containsExactly("ALL");
        assertThat(service.at("security_opt").texts()).containsExactly("no-new-privileges:true");
        assertThat(service.at("depends_on", "topics", "condition").text()).isEqualTo("service_completed_successfully");
    }

    @Test
    void allPortsArePublishedOnLoopbackOnly() {
        assertThat(SERVICES.values())
                .flatExtracting(service -> service.at("ports").texts())
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void everyImageHasATagAndEveryContainerItsLimits() {
        assertThat(SERVICES).allSatisfy((name, service) -> {
            assertThat(service.at("image").text())
                    .matches("(docker\\.io/[a-z/-]+:v?[0-9.]+|ayni/[a-z-]+:\\$\\{AYNI_TAG})");
            assertThat(service.at("mem_limit").text()).as(name).isNotEmpty();
            assertThat(service.at("cpus").text()).as(name).isNotEmpty();
        });
        assertThat(Yaml.text("deploy/compose/.env")).contains("AYNI_TAG=" + ImagesCommand.VERSION + "\n");
    }

    @Test
    void whoeverWaitsForHealthWaitsForSomethingThatTellsIt() {
        Set<String> withOwnCheck = Set.of("tracker", "ledger", "gateway"); // in their images
        assertThat(SERVICES).allSatisfy((name, service) -> service.at("depends_on")
                .entries()
                .forEach((other, dependency) -> {
                    assertThat(SERVICES).containsKey(other);
                    if (dependency.at("condition").text().equals("service_healthy")) {
                        assertThat(withOwnCheck.contains(other)
                                        || SERVICES.get(other).at("healthcheck").value() != null)
                                .as(name + " waits for " + other)
                                .isTrue();
                    }
                }));
    }

    @Test
    void everySecretThatIsReadIsMountedAndEverySecretIsAFileThatIsMade() {
        // Given
        Set<String> declared = COMPOSE.at("secrets").entries().keySet();
        Set<String> mounted = new TreeSet<>();
        // Then
        assertThat(SERVICES).allSatisfy((name, service) -> {
            List<String> own = service.at("secrets").texts();
            mounted.addAll(own);
            service.at("environment").entries().values().stream()
                    .map(Yaml::text)
                    .filter(value -> value.startsWith("/run/secrets/"))
                    .forEach(path -> assertThat(own).as(name).contains(path.substring("/run/secrets/".length())));
        });
        assertThat(declared).isEqualTo(mounted);
        COMPOSE.at("secrets").entries().forEach((name, secret) -> assertThat(secret.entries())
                .containsExactly(Map.entry("file", new Yaml("./secrets/" + name))));
        assertThat(declared).allMatch(SecretFiles::isMade);
    }

    @Test
    void noPasswordStandsInAFile() {
        Pattern password = Pattern.compile("(?i)(password|token|secret)[A-Z_]*[:=] *(?!/run/secrets/)\\S");
        for (Yaml service : SERVICES.values()) {
            service.at("environment").entries().forEach((key, value) -> assertThat(key + ": " + value.text())
                    .doesNotContainPattern(password));
        }
    }

    @Test
    void whatIsMountedFromTheRepositoryIsThere() {
        for (Yaml service : SERVICES.values()) {
            for (String volume : service.at("volumes").texts()) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith(".")) {
                    assertThat(SecretFiles.repository()
                                    .resolve("deploy/compose")
                                    .resolve(source))
                            .exists();
                } else {
                    assertThat(COMPOSE.at("volumes").entries()).containsKey(source);
                }
            }
        }
    }

    @Test
    void servicesReachEachOtherAtNamesAndPortsThatExist() {
        // Given
        Pattern address = Pattern.compile("(?:^|//)([a-z]+):(\\d+)");
        Map<String, Set<String>> ports = Map.of(
                "kafka", Set.of("9092"),
                "postgres", Set.of("5432"),
                "tracker",
                        Set.of(
                                Integer.toString(Program.TRACKER.port()),
                                SERVICES.get("tracker")
                                        .at("environment", "QUARKUS_HTTP_SSL_PORT")
                                        .text()));
        // Then
        for (Program program : Program.values()) {
            SERVICES.get(program.word()).at("environment").entries().values().stream()
                    .flatMap(value -> address.matcher(value.text()).results())
                    .forEach(found -> assertThat(ports.get(found.group(1)))
                            .as(found.group())
                            .contains(found.group(2)));
        }
    }
}
