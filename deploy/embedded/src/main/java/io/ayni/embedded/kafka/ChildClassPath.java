package io.ayni.embedded.kafka;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the broker's classes are found: the class path of this JVM, or a directory of jars. */
public final class ChildClassPath {
    private ChildClassPath() {}

    /**
     * The class path of this JVM without Quarkus: its logging set-up would hold the broker's log back until an
     * application starts.
     */
    public static String ofThisJvm() {
        return join(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList());
    }

    /**
     * All jars of a directory.
     *
     * @throws IOException if it cannot be listed
     */
    public static String ofDirectory(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return join(files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList());
        }
    }

    private static String join(List<Path> entries) {
        return entries.stream()
                .filter(entry -> entry.getFileName() != null
                        && !entry.getFileName().toString().startsWith("quarkus-"))
                .map(entry -> entry.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
