package io.ayni.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.embedded.process.ChildProcess.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessGuardIT {
    @TempDir
    Path directory;

    /** A program that starts a child, writes the child's process id to a file and waits for its own end. */
    public static final class Parent {
        private Parent() {}

        /** Takes the directory to write to. */
        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            ChildProcess child = ChildProcess.start(new Command(
                    "sleeper", List.of("sleep", "600"), Map.of(), directory, directory.resolve("log"), Signal.TERM));
            Path written = Files.writeString(directory.resolve("writing"), Long.toString(child.pid()));
            Files.move(written, directory.resolve("pid"));
            child.awaitExit(Duration.ofMinutes(10));
        }
    }

    @Test
    void childEndsWhenItsParentIsKilled() throws Exception {
        // Given
        Process parent = startParent();
        ProcessHandle child = awaitChild(parent);

        // When
        parent.destroyForcibly();

        // Then
        child.onExit().get(15, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void childEndsWhenItsParentIsAskedToEnd() throws Exception {
        // Given
        Process parent = startParent();
        ProcessHandle child = awaitChild(parent);

        // When
        parent.destroy();

        // Then
        assertThat(parent.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(child.isAlive()).isFalse();
    }

    private Process startParent() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("parent.log").toFile())
                .start();
    }

    private ProcessHandle awaitChild(Process parent) throws Exception {
        Path pid = directory.resolve("pid");
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.exists(pid)) {
            assertThat(parent.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();
    }
}
