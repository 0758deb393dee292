package io.ayni.agent.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.agent.fixture.AGrant;
import io.ayni.contracts.document.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReportBookTest {
    private static final AGrant FIRST = AGrant.number(1);
    private static final AGrant SECOND = AGrant.number(2);
    private static final long WEEK_MS = Duration.ofDays(7).toMillis();

    @TempDir
    Path directory;

    private FileReportBook book;

    @BeforeEach
    void open() throws IOException {
        book = FileReportBook.open(directory);
    }

    @Test
    void aKeptReportIsThereAfterAKill() throws IOException {
        // Given
        Envelope report = FIRST.report(4_194_304);
        book.keep(FIRST.id(), FIRST.envelope(), report);

        // When
        FileReportBook reopened = FileReportBook.open(directory);

        // Then
        assertThat(reopened.oldest(10))
                .containsExactly(new StoredReport(FIRST.id(), AGrant.SETTLE_BY_MS, FIRST.envelope(), report));
    }

    @Test
    void aSecondReportAboutAGrantChangesNothing() {
        // Given
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.report(100));

        // When
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.report(50));

        // Then
        assertThat(book.oldest(10)).extracting(StoredReport::reportEnvelope).containsExactly(FIRST.report(100));
    }

    @Test
    void aRemovedReportIsGoneForGood() throws IOException {
        // Given
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.report(100));
        book.keep(SECOND.id(), SECOND.envelope(), SECOND.report(100));

        // When
        book.remove(FIRST.id());

        // Then
        assertThat(book.oldest(10)).extracting(StoredReport::grantId).containsExactly(SECOND.id());
        assertThat(FileReportBook.open(directory).size()).isEqualTo(1);
    }

    @Test
    void aReportIsForgottenAWeekAfterItsGrantCouldBeSettled() throws IOException {
        // Given
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.report(100));

        // When
        book.forgetExpired(AGrant.SETTLE_BY_MS + WEEK_MS);
        int before = book.size();
        book.forgetExpired(AGrant.SETTLE_BY_MS + WEEK_MS + 1);

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(book.size()).isZero();
        assertThat(FileReportBook.open(directory).size()).isZero();
    }

    @Test
    void aReportAboutAnotherGrantIsRefused() {
        assertThatThrownBy(() -> book.keep(FIRST.id(), FIRST.envelope(), SECOND.report(100)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(book.size()).isZero();
    }

    @Test
    void aFileThatWasCutIsSetAside() throws IOException {
        // Given
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.report(100));
        Path file = directory.resolve(FIRST.id().hex());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

        // When
        FileReportBook reopened = FileReportBook.open(directory);

        // Then
        assertThat(reopened.size()).isZero();
        assertThat(directory.resolve("damaged").resolve(FIRST.id().hex())).exists();
    }

    @Test
    void whoeverListensHearsOfEachReport() {
        // Given
        int[] heard = {0};
        book.onKept(() -> heard[0]++);

        // When
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.report(100));
        book.keep(SECOND.id(), SECOND.envelope(), SECOND.report(100));

        // Then
        assertThat(heard[0]).isEqualTo(2);
    }
}
