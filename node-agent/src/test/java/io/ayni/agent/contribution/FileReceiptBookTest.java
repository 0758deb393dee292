package io.ayni.agent.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.agent.fixture.AGrant;
import io.ayni.contracts.document.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReceiptBookTest {
    private static final AGrant FIRST = AGrant.number(1);
    private static final AGrant SECOND = AGrant.number(2);

    @TempDir
    Path directory;

    private FileReceiptBook book;

    @BeforeEach
    void open() throws IOException {
        book = FileReceiptBook.open(directory);
    }

    @Test
    void aKeptReceiptIsThereAfterAKill() throws IOException {
        // Given
        Envelope receipt = FIRST.receipt(3, 4_194_304);
        book.keep(FIRST.id(), FIRST.envelope(), receipt);

        // When
        FileReceiptBook reopened = FileReceiptBook.open(directory);

        // Then
        assertThat(reopened.all())
                .containsExactly(
                        new StoredReceipt(FIRST.id(), 3, 4_194_304, AGrant.SETTLE_BY_MS, FIRST.envelope(), receipt));
    }

    @Test
    void aNewerReceiptReplacesTheOneBefore() throws IOException {
        // Given
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.receipt(1, 100));

        // When
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.receipt(2, 300));

        // Then
        assertThat(book.all()).extracting(StoredReceipt::cumulativeBytes).containsExactly(300L);
        assertThat(FileReceiptBook.open(directory).all())
                .extracting(StoredReceipt::cumulativeBytes)
                .containsExactly(300L);
    }

    @Test
    void anOlderReceiptChangesNothing() {
        // Given
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.receipt(2, 300));

        // When
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.receipt(1, 100));

        // Then
        assertThat(book.all()).extracting(StoredReceipt::sequence).containsExactly(2L);
    }

    @Test
    void aReceiptOfAnotherGrantIsRefused() {
        assertThatThrownBy(() -> book.keep(FIRST.id(), FIRST.envelope(), SECOND.receipt(1, 100)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(book.size()).isZero();
    }

    @Test
    void onlyTheSettledReceiptIsRemovedNotANewerOne() throws IOException {
        // Given
        Envelope settled = FIRST.receipt(1, 100);
        book.keep(FIRST.id(), FIRST.envelope(), settled);
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.receipt(2, 300));
        Envelope other = SECOND.receipt(1, 50);
        book.keep(SECOND.id(), SECOND.envelope(), other);

        // When
        book.remove(FIRST.id(), settled.id());
        book.remove(SECOND.id(), other.id());

        // Then
        assertThat(FileReceiptBook.open(directory).all())
                .extracting(StoredReceipt::grantId, StoredReceipt::sequence)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(FIRST.id(), 2L));
    }

    @Test
    void aFileCutAnywhereIsSetAsideAndTheOthersAreRead() throws IOException {
        // Given
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.receipt(1, 100));
        book.keep(SECOND.id(), SECOND.envelope(), SECOND.receipt(1, 50));
        Path file = directory.resolve(FIRST.id().hex());
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            // When
            Files.write(file, Arrays.copyOf(whole, length));
            FileReceiptBook reopened = FileReceiptBook.open(directory);

            // Then
            assertThat(reopened.all()).extracting(StoredReceipt::grantId).containsExactly(SECOND.id());
            assertThat(directory.resolve("damaged").resolve(FIRST.id().hex())).hasSize(length);
        }
    }

    @Test
    void aFileWithOneChangedBitIsSetAside() throws IOException {
        // Given
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.receipt(1, 100));
        Path file = directory.resolve(FIRST.id().hex());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        // When
        FileReceiptBook reopened = FileReceiptBook.open(directory);

        // Then
        assertThat(reopened.size()).isZero();
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatWasBeingWrittenAtAKillIsDropped() throws IOException {
        // Given
        Path unfinished = directory.resolve(FIRST.id().hex() + ".tmp");
        Files.write(unfinished, new byte[17]);

        // When
        FileReceiptBook reopened = FileReceiptBook.open(directory);

        // Then
        assertThat(reopened.size()).isZero();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void receiptsAreForTheirOwnerOnly() throws IOException {
        book.keep(FIRST.id(), FIRST.envelope(), FIRST.receipt(1, 100));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                        directory.resolve(FIRST.id().hex()))))
                .isEqualTo("rw-------");
    }
}
