package io.ayni.tracker.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.embedded.process.ChildProcess;
import io.ayni.embedded.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All tables full at once leave room, in the heap that the tracker is given, for its sessions' connections. */
class FullTablesIT {
    /** Of 256 MiB, what 4,000 sessions (55 MiB) and the service itself (20 MiB) leave. The tables take about 130. */
    private static final String HEAP = "-Xmx180m";

    @TempDir
    Path directory;

    @Test
    void fullTablesFitIntoTheHeap() {
        // When
        ChildProcess filling = ChildProcess.start(new ChildProcess.Command(
                "full tables",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullTables.class.getName()),
                Map.of(),
                directory,
                directory.resolve("log"),
                Signal.TERM));
        // Then
        try {
            assertThat(filling.awaitExit(Duration.ofMinutes(5))).isTrue();
            assertThat(ChildProcess.tail(directory.resolve("log"), 1))
                    .containsExactly("TableSizes[nodes=16000, sessions=4000, swarms=16000, peers=32000, items=100000]"
                            + " events=49152");
        } finally {
            filling.kill();
        }
    }
}
