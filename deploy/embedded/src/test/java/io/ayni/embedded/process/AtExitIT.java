package io.ayni.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.embedded.process.ChildProcess.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtExitIT {
    @TempDir
    Path directory;

    /** A program with two children and actions around their end, which write what they see to the file "seen". */
    public static final class Program {
        private final Path directory;

        private Program(Path directory) {
            this.directory = directory;
        }

        /** Takes the directory to write to. */
        public static void main(String[] arguments) {
            new Program(Path.of(arguments[0])).run();
        }

        private void run() {
            ChildProcess first = sleeper("first");
            ChildProcess second = sleeper("second");
            AtExit.afterChildrenEnded(() -> note("after, added first"));
            AtExit.afterChildrenEnded(() -> {
                throw new IllegalStateException("an action that fails");
            });
            AtExit.afterChildrenEnded(() -> note("after: alive " + first.isAlive() + " " + second.isAlive()));
            AtExit.beforeChildrenEnd(() -> {
                note("before: alive " + first.isAlive() + " " + second.isAlive());
                note("before: begun " + AtExit.hasBegun());
                try {
                    sleeper("third");
                } catch (StartFailedException refused) {
                    note("before: " + refused.getMessage());
                }
            });
            note("running: begun " + AtExit.hasBegun());
            System.exit(3);
        }

        private ChildProcess sleeper(String name) {
            return ChildProcess.start(new Command(
                    name, List.of("sleep", "600"), Map.of(), directory, directory.resolve("log"), Signal.TERM));
        }

        private void note(String line) {
            try {
                Files.writeString(
                        directory.resolve("seen"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @Test
    void actionsRunAroundTheEndOfTheChildrenLatestFirstAndNoChildIsStartedMeanwhile() throws Exception {
        // When
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("program.log").toFile())
                .start();
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();

        // Then
        assertThat(program.exitValue()).isEqualTo(3);
        assertThat(directory.resolve("seen"))
                .hasContent(
                        """
                        running: begun false
                        before: alive true true
                        before: begun true
                        before: third is not started: everything is being stopped.
                        after: alive false false
                        after, added first
                        """);
    }
}
