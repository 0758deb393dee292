package io.ayni.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories for data that is thrown away when this JVM ends, after its child processes have ended. */
public final class ScratchDirectory {
    private ScratchDirectory() {}

    /** A new empty directory among the system's temporary files, readable by this user only. */
    public static Path create(String purpose) {
        try {
            Path directory = Files.createTempDirectory("ayni-" + purpose + "-");
            AtExit.afterChildrenEnded(() -> delete(directory));
            return directory;
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot make a temporary directory", failure);
        }
    }

    /**
     * Deletes a directory and all below it; nothing if it does not exist.
     *
     * @throws UncheckedIOException if something cannot be deleted
     */
    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot delete " + directory, failure);
        }
    }
}
