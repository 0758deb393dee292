package io.ayni.launcher.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.launcher.images.ImageProgram;
import io.ayni.testing.DocumentationPage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DockerfilesTest {
    private static final Pattern VARIABLE = Pattern.compile("(?m)^(?:ENV| {3}) ([A-Z][A-Z0-9_]*)=(\\S+)");

    @ParameterizedTest
    @EnumSource
    void portAndVariablesOfAServiceAreThoseOfItsCode(Program program) {
        // Given
        String dockerfile = Yaml.text(program.image().dockerfile());
        // Then
        assertThat(dockerfile)
                .contains("\nEXPOSE " + program.port() + "\n")
                .contains("QUARKUS_HTTP_PORT=" + program.port())
                .contains("127.0.0.1/$QUARKUS_HTTP_PORT && printf 'GET /q/health/ready HTTP/1.1");
        assertThat(program.variables()).containsAll(variables(dockerfile));
    }

    @Test
    void variablesOfTheAgentAreThoseOfItsCode() {
        // Given
        String dockerfile = Yaml.text(ImageProgram.AGENT.dockerfile());
        Set<String> known = new TreeSet<>(List.of("JAVA_HOME"));
        for (List<String> row : DocumentationPage.read("docs/configuration.md").table("## node-agent")) {
            known.add(row.get(1));
        }
        // Then
        assertThat(known).containsAll(variables(dockerfile));
        assertThat(dockerfile)
                .contains("AYNI_AGENT_HTTP_PORT=7411")
                .contains("VOLUME /var/lib/ayni-agent\n")
                .contains("AYNI_AGENT_DATA_DIR=/var/lib/ayni-agent");
    }

    @ParameterizedTest
    @EnumSource
    void everyImageRunsAsAUserWithoutRightsOnPinnedBasesAndSaysWhatItIs(ImageProgram program) {
        // Given
        String dockerfile = Yaml.text(program.dockerfile());
        // Then
        assertThat(dockerfile)
                .contains("\nUSER 10001:10001\n")
                .contains("ARG JDK_IMAGE=docker.io/library/eclipse-temurin:25-jdk\n")
                .contains("ARG BASE_IMAGE=docker.io/library/debian:12-slim\n")
                .contains("\nHEALTHCHECK ")
                .contains("org.opencontainers.image.title=")
                .contains("org.opencontainers.image.licenses=\"Apache-2.0\"")
                .contains("org.opencontainers.image.version=\"${VERSION}\"")
                .contains("org.opencontainers.image.revision=\"${REVISION}\"");
        assertThat(dockerfile.indexOf("USER 10001")).isLessThan(dockerfile.indexOf("ENTRYPOINT"));
    }

    @ParameterizedTest
    @EnumSource
    void whatAnImageCopiesIsWhatTheBuildPackages(ImageProgram program) {
        // Given
        List<String> copied = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$")
                .matcher(Yaml.text(program.dockerfile()))
                .results()
                .flatMap(copy -> List.of(copy.group(1).split(" ")).stream())
                .toList();
        // Then
        assertThat(copied)
                .containsExactlyElementsOf(
                        program == ImageProgram.AGENT
                                ? List.of("lib/*.jar", "bin")
                                : List.of("lib", "quarkus-run.jar", "quarkus-app-dependencies.txt", "quarkus", "app"));
    }

    private static List<String> variables(String dockerfile) {
        return VARIABLE.matcher(dockerfile)
                .results()
                .map(found -> ((MatchResult) found).group(1))
                .toList();
    }
}
