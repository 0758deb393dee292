package io.ayni.agent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.agent.swarm.testing.SampleItem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceStoreTest {
    private static final Path DIRECTORY = Path.of("/items/1");
    private static final SampleItem FILM = SampleItem.single("film.bin", (1 << 20) - 100, 1);
    private static final Path FILM_FILE = DIRECTORY.resolve("files").resolve("film.bin");

    private final MemoryDisk disk = new MemoryDisk();

    @Test
    void aPieceIsReadAsItWasWrittenAlsoTheShortLastOne() throws IOException {
        try (PieceStore store = open(FILM)) {
            store.write(0, FILM.piece(0));
            store.write(15, FILM.piece(15));

            assertThat(store.read(0))
                    .hasValueSatisfying(data -> assertThat(data).isEqualTo(FILM.piece(0)));
            assertThat(store.read(15))
                    .hasValueSatisfying(data -> assertThat(data).hasSize(65_436));
        }
    }

    @Test
    void aPieceThatWasNotWrittenCannotBeRead() throws IOException {
        try (PieceStore store = open(FILM)) {
            store.write(0, FILM.piece(0));

            assertThat(store.read(1)).isEmpty();
        }
    }

    @Test
    void onlyWhatWasCommittedIsMarked() throws IOException {
        try (PieceStore store = open(FILM)) {
            store.write(3, FILM.piece(3));
            assertThat(store.marked()).isEqualTo(new BitSet());

            assertThat(store.commit()).containsExactly(3);
            assertThat(store.commit()).isEmpty();

            assertThat(store.marked().stream()).containsExactly(3);
        }
    }

    @Test
    void closingCommits() throws IOException {
        try (PieceStore store = open(FILM)) {
            store.write(3, FILM.piece(3));
        }

        disk.crash(new SplittableRandom(1));
        try (PieceStore again = open(FILM)) {
            assertThat(again.marked().stream()).containsExactly(3);
            assertThat(again.read(3)).isPresent();
        }
        assertThat(disk.openFiles()).isZero();
    }

    @Test
    void oneWrongBitOnDiskIsFound() throws IOException {
        try (PieceStore store = open(FILM)) {
            store.write(2, FILM.piece(2));
            store.commit();
            byte[] bytes = disk.bytes(FILM_FILE);
            bytes[3 * 65_536 - 1] ^= 1;
            disk.place(FILM_FILE, bytes);

            assertThat(store.read(2)).isEmpty();
        }
    }

    @Test
    void aFileThatWasCutShortIsNotTheItem() throws IOException {
        try (PieceStore store = open(FILM)) {
            store.write(2, FILM.piece(2));
            disk.place(FILM_FILE, new byte[2 * 65_536 + 5]);

            assertThatThrownBy(() -> store.read(2)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void whenTheDiskIsFullThePieceIsNotMarked() throws IOException {
        try (PieceStore store = open(FILM)) {
            disk.full(true);
            assertThatThrownBy(() -> store.write(0, FILM.piece(0))).hasMessage("No space left on device");
            disk.full(false);

            assertThat(store.commit()).isEmpty();
        }
    }

    @Test
    void aCommitThatFailsLosesNothing() throws IOException {
        try (PieceStore store = open(FILM)) {
            store.write(0, FILM.piece(0));
            disk.unforceable(true);
            assertThatThrownBy(store::commit).hasMessage("Input/output error");
            assertThat(store.marked()).isEqualTo(new BitSet());
            store.write(1, FILM.piece(1));
            disk.unforceable(false);

            assertThat(store.commit()).containsExactlyInAnyOrder(0, 1);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void afterACrashEveryMarkedPieceIsWholeAndNoCommittedOneIsLost(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        BitSet committed = new BitSet();
        for (int life = 0; life < 10; life++) {
            // Given
            PieceStore store = open(FILM);
            assertThat(store.marked().stream().boxed())
                    .containsAll(committed.stream().boxed().toList());
            for (int piece : store.marked().stream().toArray()) {
                assertThat(store.read(piece)).as("piece " + piece).isPresent();
            }

            // When
            for (int i = 0; i < 4; i++) {
                int piece = random.nextInt(16);
                store.write(piece, FILM.piece(piece));
                if (random.nextInt(3) == 0) {
                    for (int durable : store.commit()) {
                        committed.set(durable);
                    }
                }
            }
            disk.crash(random);
        }
    }

    @Test
    void filesOfAnItemLieBelowItAndEmptyOnesAreThereAtOnce() throws IOException {
        SampleItem show = SampleItem.of(
                "show", List.of(List.of("a", "part"), List.of("none")), List.of(FILM.piece(0), new byte[0]));

        try (PieceStore store = open(show)) {
            assertThat(disk.exists(DIRECTORY.resolve("files").resolve("none"))).isTrue();
            store.write(0, show.piece(0));
        }

        assertThat(disk.bytes(DIRECTORY.resolve("files").resolve("a").resolve("part")))
                .isEqualTo(FILM.piece(0));
    }

    @Test
    void noMoreThan32FilesStayOpen() throws IOException {
        List<List<String>> paths = new ArrayList<>();
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            paths.add(List.of("f" + (100 + i)));
            files.add(new byte[] {(byte) i});
        }
        SampleItem many = SampleItem.of("many", paths, files);

        try (PieceStore store = open(many)) {
            for (int piece = 0; piece < 100; piece++) {
                store.write(piece, many.piece(piece));
            }
            assertThat(disk.openFiles()).isEqualTo(OpenFiles.MAX_OPEN + 1); // and the marks

            assertThat(store.commit()).hasSize(100);
            for (int piece = 0; piece < 100; piece++) {
                assertThat(store.read(piece)).isPresent();
            }
        }
        assertThat(disk.openFiles()).isZero();
    }

    private PieceStore open(SampleItem item) throws IOException {
        return PieceStore.open(disk, DIRECTORY, item.metainfo());
    }
}
