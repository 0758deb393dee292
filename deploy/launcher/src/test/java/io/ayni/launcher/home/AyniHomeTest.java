package io.ayni.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.launcher.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AyniHomeTest {
    @TempDir
    Path directory;

    @Test
    void isWhereTheEnvironmentSaysAndOtherwiseInTheUsersDataDirectory() {
        assertThat(AyniHome.fromEnvironment(Map.of("AYNI_HOME", "/a", "XDG_DATA_HOME", "/x", "HOME", "/h")))
                .isEqualTo(new AyniHome(Path.of("/a")));
        assertThat(AyniHome.fromEnvironment(Map.of("AYNI_HOME", " ", "XDG_DATA_HOME", "/x", "HOME", "/h")))
                .isEqualTo(new AyniHome(Path.of("/x/ayni")));
        assertThat(AyniHome.fromEnvironment(Map.of("HOME", "/h")))
                .isEqualTo(new AyniHome(Path.of("/h/.local/share/ayni")));
    }

    @Test
    void newDirectoryIsItsOwnersAndAnExistingOneKeepsItsMode() throws Exception {
        // Given
        Path existing = Files.createDirectory(
                directory.resolve("existing"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        // When
        AyniHome made = new AyniHome(directory.resolve("made")).create();
        new AyniHome(existing).create();

        // Then
        assertThat(made.logs()).isDirectory();
        assertThat(Files.getPosixFilePermissions(made.directory()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(existing)).isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
    }

    @Test
    void whatCannotBeADirectoryIsNamedWithTheWayOut() throws Exception {
        // Given
        var home = new AyniHome(Files.createFile(directory.resolve("file")));

        // When, Then
        assertThatThrownBy(home::create)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Ayni keeps its files in " + home.directory() + ", which cannot be written to")
                .hasMessageEndingWith("Set AYNI_HOME to a directory that can.");
    }
}
