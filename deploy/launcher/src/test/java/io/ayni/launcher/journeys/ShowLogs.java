package io.ayni.launcher.journeys;

import io.ayni.embedded.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** After a failed journey, prints the end of every process's log. */
final class ShowLogs implements TestWatcher {
    private static final int LINES = 40;

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        Path logs = Path.of("target", "journeys", "logs");
        if (!Files.isDirectory(logs)) {
            return;
        }
        try (Stream<Path> files = Files.list(logs)) {
            files.sorted().forEach(ShowLogs::show);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void show(Path log) {
        System.out.println("---- the end of " + log);
        ChildProcess.tail(log, LINES).forEach(System.out::println);
    }
}
