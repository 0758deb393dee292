package io.ayni.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ayni.launcher.AyniLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of the launcher as a program of its own, with a home of the test.
 *
 * @param code exit code
 * @param output what it printed, standard error included
 */
record LauncherRun(int code, String output) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT_MINUTES = 5;

    /** Starts the program; its output goes to a new file in {@code directory}. */
    static Running start(Path directory, Path home, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dayni.root=" + System.getProperty("ayni.root"),
                "-cp",
                System.getProperty("java.class.path"),
                AyniLauncher.class.getName()));
        words.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "launcher-", ".out");
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("AYNI_HOME", home.toString());
        return new Running(builder.start(), output);
    }

    /** Runs it to its end. */
    static LauncherRun of(Path directory, Path home, String... arguments) throws Exception {
        return start(directory, home, arguments).await();
    }

    /** A program that runs, and the file that it prints to. */
    record Running(Process process, Path output) {
        /** What it has printed so far. */
        String printed() throws IOException {
            return Files.readString(output);
        }

        /** Waits for its end. */
        LauncherRun await() throws Exception {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                process.waitFor();
                throw new AssertionError("The launcher does not end:\n" + printed());
            }
            return new LauncherRun(process.exitValue(), printed());
        }
    }

    /** What it printed, as JSON. */
    JsonNode json() throws IOException {
        return JSON.readTree(output);
    }

    /** A file as JSON. */
    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }
}
