package io.ayni.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.launcher.UserError;
import io.ayni.launcher.images.ScriptedRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ImagesCommandTest {
    private static final Path ROOT = Path.of("/project");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ScriptedRunner machine =
            new ScriptedRunner().answering("git -C /project rev-parse HEAD", 0, "c0ffee", "");

    @Test
    void eachProgramIsBuiltFromItsPackagedFilesUnderTheGivenTag() {
        // Given
        machine.answering("docker version", 0, "28.2.2", "")
                .answering("docker build", 0, "", "")
                .answering("docker image inspect", 0, "sha256:1 367001600", "");
        // When
        int code = images("--tag", "t1", "--jdk-image", "mirror/jdk:25", "--base-image", "mirror/debian");
        // Then
        assertThat(code).isZero();
        String arguments = "--build-arg BASE_IMAGE=mirror/debian --build-arg JDK_IMAGE=mirror/jdk:25"
                + " --build-arg REVISION=c0ffee --build-arg VERSION=0.1.0";
        assertThat(machine.shown())
                .containsExactly(
                        "docker build --tag ayni/tracker-service:t1"
                                + " --file /project/tracker-service/src/main/docker/Dockerfile.jvm " + arguments
                                + " /project/tracker-service/target/quarkus-app",
                        "docker build --tag ayni/ledger-service:t1"
                                + " --file /project/ledger-service/src/main/docker/Dockerfile.jvm " + arguments
                                + " /project/ledger-service/target/quarkus-app",
                        "docker build --tag ayni/edge-gateway:t1"
                                + " --file /project/edge-gateway/src/main/docker/Dockerfile.jvm " + arguments
                                + " /project/edge-gateway/target/quarkus-app",
                        "docker build --tag ayni/node-agent:t1"
                                + " --file /project/node-agent/src/main/docker/Dockerfile.jvm " + arguments
                                + " /project/node-agent/target/ayni-agent");
        assertThat(out.toString().lines().findFirst()).contains("ayni/tracker-service:t1            350 MiB  sha256:1");
    }

    @Test
    void podmanBuildsInTheFormatThatKnowsHealthChecks() {
        // Given
        machine.answering("podman info", 0, "4.3.1", "")
                .answering("podman build", 0, "", "")
                .answering("podman image inspect", 0, "1 1048576", "");
        // When
        int code = images("--engine", "podman", "--json");
        // Then
        assertThat(code).isZero();
        assertThat(machine.shown()).hasSize(4).allSatisfy(command -> assertThat(command)
                .startsWith("podman build --format docker --tag ayni/"));
        assertThat(out.toString())
                .contains(
                        """
                {
                  "program" : "node-agent",
                  "image" : "ayni/node-agent:0.1.0",
                  "id" : "1",
                  "bytes" : 1048576
                }""");
    }

    @Test
    void theFirstImageThatCannotBeBuiltEndsIt() {
        // Given
        machine.answering("docker version", 0, "28.2.2", "").answering("docker build", 17, "", "");
        // When
        int code = images();
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("docker could not build ayni/tracker-service:0.1.0 (exit code 17).\n");
        assertThat(machine.shown()).hasSize(1);
    }

    @Test
    void nothingIsBuiltWithoutAnEngine() {
        // When
        int code = images();
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).startsWith("No container engine answers:\n  docker: not installed\n");
        assertThat(machine.shown()).isEmpty();
    }

    @Test
    void nativeImagesAreRefusedInsteadOfSilentlyReplaced() {
        // When
        int code = images("--native");
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).startsWith("Native images are not in this version");
    }

    private int images(String... arguments) {
        return new CommandLine(new ImagesCommand(machine, () -> ROOT))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof UserError)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }
}
