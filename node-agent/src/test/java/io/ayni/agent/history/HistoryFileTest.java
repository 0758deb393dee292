package io.ayni.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    private static final int PLACES = 115_200;
    private static final int ROW_BYTES = 104;

    @TempDir
    Path directory;

    private Path path() {
        return directory.resolve("history");
    }

    private static Sample row(long period, long bytes) {
        return ASample.giving(period, bytes, 1_000, Long.MAX_VALUE);
    }

    @Test
    void rowsComeBackInOrderOfTimeAfterAReopen() throws IOException {
        // Given
        try (HistoryFile file = HistoryFile.open(path())) {
            file.add(row(5_000_002, 20));
            file.add(row(5_000_000, 10));
        }

        // When
        try (HistoryFile again = HistoryFile.open(path())) {
            // Then
            assertThat(again.between(5_000_000, 5_000_003)).containsExactly(row(5_000_000, 10), row(5_000_002, 20));
            assertThat(again.between(5_000_001, 5_000_002)).isEmpty();
        }
        assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void periodThatWasInterruptedByARestartIsAddedTo() throws IOException {
        try (HistoryFile file = HistoryFile.open(path())) {
            // Given
            file.add(row(7, 10));

            // When
            file.add(row(7, 5));

            // Then
            assertThat(file.between(7, 8)).singleElement().satisfies(sum -> {
                assertThat(sum.givenBytes()).isEqualTo(15);
                assertThat(sum.observedMs()).isEqualTo(600_000);
            });
        }
    }

    @Test
    void rowOfFourHundredDaysAgoMakesRoomForTheNewOne() throws IOException {
        try (HistoryFile file = HistoryFile.open(path())) {
            // Given
            file.add(row(9, 10));

            // When
            file.add(row(9 + PLACES, 11));

            // Then
            assertThat(file.between(9, 10)).isEmpty();
            assertThat(file.between(0, 10 + PLACES)).containsExactly(row(9 + PLACES, 11));
            assertThat(Files.size(path())).isEqualTo(10 * ROW_BYTES);
        }
    }

    @Test
    void rangeGoesOverTheEndOfTheFile() throws IOException {
        try (HistoryFile file = HistoryFile.open(path())) {
            // Given
            file.add(row(PLACES - 1, 1));
            file.add(row(PLACES, 2));

            // When and then
            assertThat(file.between(PLACES - 1, PLACES + 1)).containsExactly(row(PLACES - 1, 1), row(PLACES, 2));
        }
    }

    @Test
    void tornRowIsPassedOver() throws IOException {
        // Given
        try (HistoryFile file = HistoryFile.open(path())) {
            file.add(row(3, 10));
            file.add(row(4, 10));
        }
        try (FileChannel raw = FileChannel.open(path(), StandardOpenOption.WRITE)) {
            raw.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 4 * ROW_BYTES + 20);
        }

        // When
        try (HistoryFile file = HistoryFile.open(path())) {
            // Then
            assertThat(file.between(0, 10)).containsExactly(row(3, 10));
        }
    }

    @Test
    void erasedHistoryIsEmpty() throws IOException {
        try (HistoryFile file = HistoryFile.open(path())) {
            // Given
            file.add(row(3, 10));

            // When
            file.erase();

            // Then
            assertThat(file.between(0, 10)).isEmpty();
            assertThat(Files.size(path())).isZero();
        }
    }
}
