package io.ayni.agent.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatedLineTest {
    @TempDir
    Path directory;

    @Test
    void statedSpeedIsReadBack() throws IOException {
        // Given
        StatedLine line = new StatedLine(directory.resolve("line"));
        assertThat(line.bytesPerSecond()).isEmpty();

        // When
        line.state(5_000_000);

        // Then
        assertThat(new StatedLine(directory.resolve("line")).bytesPerSecond()).hasValue(5_000_000);
        assertThatThrownBy(() -> line.state(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
