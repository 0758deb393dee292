package io.ayni.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Directory of one platform on this machine.
 *
 * @param directory its root, readable by its owner only
 */
public record AyniHome(Path directory) {
    /** {@code AYNI_HOME}, else {@code ayni} in the user's XDG data directory. */
    public static AyniHome fromEnvironment(Map<String, String> environment) {
        String configured = environment.getOrDefault("AYNI_HOME", "");
        if (!configured.isBlank()) {
            return new AyniHome(Path.of(configured).toAbsolutePath());
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = data.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(data);
        return new AyniHome(base.resolve("ayni").toAbsolutePath());
    }

    /** The separate home of {@code demo}, so that a demo never touches what {@code up} keeps. */
    public AyniHome forDemo() {
        return new AyniHome(directory.resolve("demo"));
    }

    /** Makes the directory with mode 0700 where the file system knows modes. */
    public AyniHome create() {
        try {
            Files.createDirectories(logs());
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot make " + directory, failure);
        }
    }

    /** Keys and tokens. */
    public Path secrets() {
        return directory.resolve("keys");
    }

    /** One log file for each process. */
    public Path logs() {
        return directory.resolve("logs");
    }

    /** The log of a process. */
    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** Data of a service or an agent. */
    public Path data(String process) {
        return directory.resolve("data").resolve(process);
    }

    /** Where everything is reached; exists while a platform is up. */
    public Path endpoints() {
        return directory.resolve("endpoints.json");
    }

    /** Process ids, logs and health addresses; exists while a platform is up. */
    public Path processes() {
        return directory.resolve("processes.json");
    }

    /** Process id of the platform's supervisor. */
    public Path pidFile() {
        return directory.resolve("up.pid");
    }

    /** Held by the supervisor as long as it lives. */
    public Path lockFile() {
        return directory.resolve("up.lock");
    }
}
