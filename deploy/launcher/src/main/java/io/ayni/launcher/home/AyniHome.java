package io.ayni.launcher.home;

import io.ayni.launcher.UserError;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
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
        String user = environment.getOrDefault("HOME", System.getProperty("user.home"));
        Path base = data.isBlank() ? Path.of(user, ".local", "share") : Path.of(data);
        return new AyniHome(base.resolve("ayni").toAbsolutePath());
    }

    /** The separate home of {@code demo}, so that a demo never touches what {@code up} keeps. */
    public AyniHome forDemo() {
        return new AyniHome(directory.resolve("demo"));
    }

    /**
     * Makes the directory if there is none, with mode 0700 where the file system knows modes.
     *
     * @throws UserError if it cannot be made or written to
     */
    public AyniHome create() {
        try {
            boolean exists = Files.isDirectory(directory);
            Files.createDirectories(logs());
            if (!exists && Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException failure) {
            throw unusable(failure);
        }
        if (!Files.isWritable(directory)) {
            throw unusable(new AccessDeniedException(directory.toString()));
        }
        return this;
    }

    private UserError unusable(IOException failure) {
        return new UserError(
                "Ayni keeps its files in " + directory + ", which cannot be written to (" + failure
                        + "). Set AYNI_HOME to a directory that can.",
                failure);
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

    /** Data of all services and agents. */
    public Path data() {
        return directory.resolve("data");
    }

    /** Data of a service or an agent. */
    public Path data(String process) {
        return data().resolve(process);
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
