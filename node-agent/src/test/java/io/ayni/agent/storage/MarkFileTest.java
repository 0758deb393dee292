package io.ayni.agent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.content.ContentId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkFileTest {
    private static final Path PATH = Path.of("/item/verified");
    private static final ContentId ITEM = new ContentId(new byte[ContentId.WIDTH]);
    private static final int PIECES = 10;

    private final MemoryDisk disk = new MemoryDisk();

    @Test
    void marksAreThereAgain() throws IOException {
        mark(3, 1, 7);

        assertThat(marked()).isEqualTo(pieces(1, 3, 7));
    }

    @Test
    void aMarkThatWasTakenBackIsNotThereUntilItIsMadeAgain() throws IOException {
        // When
        try (MarkFile marks = open(ITEM)) {
            marks.mark(new int[] {1, 2});
            marks.withdraw(1);
        }

        // Then
        assertThat(marked()).isEqualTo(pieces(2));
        mark(1);
        assertThat(marked()).isEqualTo(pieces(1, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 7, 8, 9, 15, 16, 17, 23})
    void aFileCutAnywhereLosesItsTailOnlyAndGoesOn(int length) throws IOException {
        // Given
        mark(0, 1, 2);
        disk.place(PATH, Arrays.copyOf(disk.bytes(PATH), length));

        // When
        mark(9);

        // Then
        BitSet expected = new BitSet();
        expected.set(0, length / MarkFile.RECORD_BYTES);
        expected.set(9);
        assertThat(marked()).isEqualTo(expected);
    }

    @Test
    void oneWrongBitCostsOneMark() throws IOException {
        mark(0, 1, 2);
        byte[] good = disk.bytes(PATH);
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            disk.place(PATH, bad);

            BitSet expected = pieces(0, 1, 2);
            expected.clear(bit / 8 / MarkFile.RECORD_BYTES);
            assertThat(marked()).as("bit " + bit).isEqualTo(expected);
        }
    }

    @Test
    void marksOfAnotherItemCountForNothing() throws IOException {
        mark(4);
        byte[] id = new byte[ContentId.WIDTH];
        id[0] = 1;

        try (MarkFile others = open(new ContentId(id))) {
            assertThat(others.marked()).isEqualTo(new BitSet());
        }
    }

    @Test
    void aMarkOfNoPieceCountsForNothing() throws IOException {
        try (MarkFile larger = MarkFile.open(disk, PATH, ITEM, PIECES + 1)) {
            larger.mark(new int[] {PIECES, 2});
        }

        assertThat(marked()).isEqualTo(pieces(2));
    }

    @Test
    void whenTheDiskIsFullNothingIsMarked() throws IOException {
        try (MarkFile marks = open(ITEM)) {
            marks.mark(new int[] {1});
            disk.full(true);

            assertThatThrownBy(() -> marks.mark(new int[] {2})).hasMessage("No space left on device");
            assertThat(marks.marked()).isEqualTo(pieces(1));

            disk.full(false);
            marks.mark(new int[] {3});
        }
        assertThat(marked()).isEqualTo(pieces(1, 3));
    }

    private MarkFile open(ContentId item) throws IOException {
        return MarkFile.open(disk, PATH, item, PIECES);
    }

    private void mark(int... pieces) throws IOException {
        try (MarkFile marks = open(ITEM)) {
            marks.mark(pieces);
        }
    }

    private BitSet marked() throws IOException {
        try (MarkFile marks = open(ITEM)) {
            return marks.marked();
        }
    }

    private static BitSet pieces(int... all) {
        BitSet set = new BitSet();
        Arrays.stream(all).forEach(set::set);
        return set;
    }
}
