package io.ayni.contracts.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.testing.GoldenVectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with metainfo files that libtorrent made; {@code src/test/vectors/make_metainfo.py} describes them. */
class ExistingImplementationTest {
    /** One item as its maker describes it. */
    record Item(String name, String infoHash, int pieceLengthBytes, Map<List<String>, byte[]> files) {
        byte[] encoded() {
            return GoldenVectors.resource("/metainfo/" + name + ".torrent");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Item> items() {
        return new String(GoldenVectors.resource("/metainfo/items.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(ExistingImplementationTest::item)
                .toList();
    }

    @Test
    void theItemsAreAllThere() {
        assertThat(items())
                .extracting(Item::name)
                .containsExactly("small.bin", "exact-block.bin", "exact-piece.bin", "pieces.bin", "wide.bin", "folder");
    }

    @ParameterizedTest
    @MethodSource("items")
    void theContentIdIsItsInfoHash(Item item) throws Exception {
        Metainfo read = Metainfo.decode(item.encoded());
        assertThat(read.contentId().hex()).isEqualTo(item.infoHash());
        assertThat(read.name()).isEqualTo(item.name());
        assertThat(read.pieceLengthBytes()).isEqualTo(item.pieceLengthBytes());
        assertThat(read.isSingleFile()).isEqualTo(item.files().size() == 1);
    }

    @ParameterizedTest
    @MethodSource("items")
    void everyPieceThatItHashedIsVerified(Item item) throws Exception {
        // Given
        Metainfo read = Metainfo.decode(item.encoded());
        assertThat(read.files())
                .extracting(MetainfoFile::path)
                .containsExactlyInAnyOrderElementsOf(item.files().keySet());
        for (int i = 0; i < read.pieceCount(); i++) {
            // When
            PieceSpan span = read.piece(i);
            byte[] file = item.files().get(read.files().get(span.fileIndex()).path());
            byte[] piece =
                    Arrays.copyOfRange(file, (int) span.offsetInFile(), (int) span.offsetInFile() + span.lengthBytes());
            // Then
            assertThat(span.matches(piece, 0, piece.length)).as("piece %d", i).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("items")
    void theRootsAndLayersAreItsOwn(Item item) throws Exception {
        Metainfo read = Metainfo.decode(item.encoded());
        for (MetainfoFile file : read.files()) {
            byte[] data = item.files().get(file.path());
            assertThat(file.lengthBytes()).isEqualTo(data.length);
            assertThat(file.piecesRoot()).isEqualTo(SampleBytes.hashed(data).root());
        }
    }

    @ParameterizedTest
    @MethodSource("items")
    void theSameFilesBuildTheSameItem(Item item) throws Exception {
        if (item.pieceLengthBytes() >= PieceLengths.MIN_BYTES) { // shorter pieces are read, never published
            // Given
            MetainfoBuilder builder = new MetainfoBuilder(item.name());
            item.files().forEach((path, data) -> builder.file(path, SampleBytes.hashed(data)));
            // When
            Metainfo built = builder.build();
            // Then
            assertThat(built.contentId().hex()).isEqualTo(item.infoHash());
            Metainfo read = Metainfo.decode(item.encoded());
            for (int i = 0; i < read.pieceCount(); i++) {
                assertThat(built.piece(i).hash())
                        .as("piece %d", i)
                        .isEqualTo(read.piece(i).hash());
            }
        }
    }

    private static Item item(String line) {
        String[] fields = line.split("\t");
        Map<List<String>, byte[]> files = new LinkedHashMap<>();
        for (int i = 3; i < fields.length; i += 2) {
            List<String> path = List.of(fields[i].split("/"));
            List<String> below = path.size() == 1 ? path : path.subList(1, path.size());
            files.put(List.copyOf(below), SampleBytes.of(fields[i], Integer.parseInt(fields[i + 1])));
        }
        return new Item(fields[0], fields[1], Integer.parseInt(fields[2]), files);
    }
}
