package io.ayni.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.launcher.platform.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PortOptionsTest {
    private static final Path README = Path.of("..", "..", "README.md");

    @Test
    void withoutOptionsTheDocumentedPortsAreTaken() {
        // Given
        PortOptions options = new PortOptions();
        // When
        new CommandLine(options).parseArgs();
        // Then
        assertThat(options.ports(3)).isEqualTo(Ports.fixed());
    }

    @Test
    void theReadmeListsTheFixedPorts() throws IOException {
        Ports ports = Ports.fixed();
        assertThat(Files.readString(README))
                .contains("| " + ports.gateway() + " | gateway")
                .contains("| " + ports.tracker() + " | tracker")
                .contains("| " + ports.ledger() + " | ledger")
                .contains("| " + ports.kafka() + " | Kafka")
                .contains("| " + ports.postgres() + " | PostgreSQL")
                .contains("| " + ports.firstAgent() + ", " + (ports.firstAgent() + 1) + ", … | agents");
    }
}
