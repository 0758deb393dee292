package io.ayni.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies in a gateway's staging now. Files may come and go while it is looked at.
 *
 * @param directory the staging directory
 */
public record Staging(Path directory) {
    /** The staging of this gateway. */
    public static Staging of(GatewayProcess gateway) {
        return new Staging(gateway.data().resolve("staging"));
    }

    /** All files. */
    public List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException vanished) {
            return files();
        }
    }

    /** Bytes of all files. */
    public long bytes() throws IOException {
        long sum = 0;
        for (Path file : files()) {
            sum += sizeOf(file);
        }
        return sum;
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException vanished) {
            return 0;
        }
    }
}
