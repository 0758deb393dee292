package io.ayni.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoBenefitsTest {
    @TempDir
    Path directory;

    @Test
    void catalogueHasOneBenefitOfEachKind() throws Exception {
        // When
        Path file = DemoBenefits.ensure(new AyniHome(directory));

        // Then
        assertThat(Files.readString(file).lines().filter(line -> line.contains(".kind=")))
                .extracting(line -> line.substring(line.indexOf('=') + 1))
                .containsExactly("DISCOUNT", "QUALITY", "PRIORITY", "EXCLUSIVE");
    }

    @Test
    void whatItsUserChangedIsKept() throws Exception {
        // Given
        Path file = DemoBenefits.ensure(new AyniHome(directory));
        Files.writeString(file, "# mine\n");

        // When
        DemoBenefits.ensure(new AyniHome(directory));

        // Then
        assertThat(Files.readString(file)).isEqualTo("# mine\n");
    }
}
