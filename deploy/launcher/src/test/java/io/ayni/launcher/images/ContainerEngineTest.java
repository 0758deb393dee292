package io.ayni.launcher.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.launcher.UserError;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerEngineTest {
    private static final String DEAD = "Client warning\nCannot connect to the Docker daemon";

    @Test
    void podmanIsTakenWhereDockersDaemonDoesNotAnswer() {
        // Given
        var machine = new ScriptedRunner().answering("docker", 1, "", DEAD).answering("podman info", 0, "4.3.1", "");
        // When
        ContainerEngine engine = ContainerEngine.answering(Optional.empty(), machine);
        // Then
        assertThat(engine).isEqualTo(ContainerEngine.PODMAN);
    }

    @Test
    void whatEachEngineSaidIsToldWhenNoneAnswers() {
        // Given
        var machine = new ScriptedRunner().answering("docker", 1, "", DEAD);
        // Then
        assertThatThrownBy(() -> ContainerEngine.answering(Optional.empty(), machine))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        """
                        No container engine answers:
                          docker: Cannot connect to the Docker daemon
                          podman: not installed
                        Install Docker or Podman, start it, and try again; nothing else of Ayni needs one.""");
    }

    @Test
    void onlyTheNamedEngineIsAsked() {
        // Given
        var machine = new ScriptedRunner().answering("docker version", 0, "28.2.2", "");
        // Then
        assertThatThrownBy(() -> ContainerEngine.answering(Optional.of(ContainerEngine.PODMAN), machine))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("No container engine answers:\n  podman: not installed\n");
    }

    @Test
    void anEngineThatPrintsNoVersionDoesNotCount() {
        // Given: what old Docker clients do without a daemon
        var machine = new ScriptedRunner().answering("docker version", 0, "", "");
        // Then
        assertThatThrownBy(() -> ContainerEngine.answering(Optional.of(ContainerEngine.DOCKER), machine))
                .hasMessageContaining("docker: exit code 0");
    }
}
