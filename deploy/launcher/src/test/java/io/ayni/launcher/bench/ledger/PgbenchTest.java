package io.ayni.launcher.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgbenchTest {
    @TempDir
    Path directory;

    @Test
    void rateIsReadFromWhatTheProgramPrints() {
        // Given
        String output =
                """
                number of failed transactions: 0 (0.000%)
                latency average = 0.923 ms
                initial connection time = 9.180 ms
                tps = 4331.610563 (without initial connection time)
                """;

        // Then
        assertThat(Pgbench.rate(output)).contains(4331.610563);
        assertThat(Pgbench.rate("pgbench: error: connection refused")).isEmpty();
    }

    @Test
    void programOnTheSearchPathIsTakenFirst() throws Exception {
        // Given
        Path onPath = executable("somewhere/pgbench");
        executable("debian/15/bin/pgbench");

        // Then
        assertThat(Pgbench.find("/nowhere:" + onPath.getParent(), directory.resolve("debian")))
                .contains(onPath);
    }

    @Test
    void offTheSearchPathTheNewestOfADebianSystemIsTaken() throws Exception {
        // Given
        executable("debian/15/bin/pgbench");
        Path newest = executable("debian/17/bin/pgbench");

        // Then
        assertThat(Pgbench.find("", directory.resolve("debian"))).contains(newest);
    }

    @Test
    void nothingIsFoundWhereThereIsNone() throws Exception {
        assertThat(Pgbench.find("/nowhere", directory.resolve("debian"))).isEmpty();
    }

    private Path executable(String name) throws Exception {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file).toFile().setExecutable(true);
        return file;
    }
}
