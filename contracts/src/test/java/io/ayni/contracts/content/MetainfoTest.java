package io.ayni.contracts.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.ayni.contracts.content.BencodeValue.Dictionary;
import io.ayni.contracts.content.BencodeValue.Int;
import io.ayni.contracts.content.BencodeValue.Sequence;
import io.ayni.contracts.content.BencodeValue.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetainfoTest {
    private static final int PIECE = PieceLengths.MIN_BYTES;

    @Test
    void pieceNumbersSkipEmptyFilesWhereverTheyStand() throws Exception {
        // Given empty files before, between and after files with pieces
        Metainfo item = new MetainfoBuilder("item")
                .file(List.of("0-empty"), file("0-empty", 0))
                .file(List.of("1"), file("1", 2 * PIECE + 5))
                .file(List.of("2-empty"), file("2-empty", 0))
                .file(List.of("3-empty"), file("3-empty", 0))
                .file(List.of("4"), file("4", 1))
                .file(List.of("5"), file("5", PIECE))
                .file(List.of("6-empty"), file("6-empty", 0))
                .build();
        // Then
        assertThat(item.pieceCount()).isEqualTo(5);
        assertThat(IntStream.range(0, 5).mapToObj(item::piece))
                .extracting(PieceSpan::fileIndex, PieceSpan::offsetInFile, PieceSpan::lengthBytes, PieceSpan::leafCount)
                .containsExactly(
                        tuple(1, 0L, PIECE, 4),
                        tuple(1, (long) PIECE, PIECE, 4),
                        tuple(1, 2L * PIECE, 5, 4),
                        tuple(4, 0L, 1, 1),
                        tuple(5, 0L, PIECE, 4));
        assertThat(item.sizeBytes()).isEqualTo(3L * PIECE + 6);
        assertThat(item.files()).extracting(MetainfoFile::pieceCount).containsExactly(0, 3, 0, 0, 1, 1, 0);
    }

    @Test
    void aPieceOutsideTheItemIsOutOfBounds() throws Exception {
        Metainfo item = single("a", 10);
        assertThatThrownBy(() -> item.piece(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> item.piece(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void everyPieceMatchesItsBytesAndNoOthers() throws Exception {
        // Given
        byte[] data = SampleBytes.of("a", 3 * PIECE + 20_001);
        Metainfo item = new MetainfoBuilder("a")
                .file(List.of("a"), SampleBytes.hashed(data))
                .build();
        for (int i = 0; i < item.pieceCount(); i++) {
            PieceSpan span = item.piece(i);
            byte[] piece =
                    Arrays.copyOfRange(data, (int) span.offsetInFile(), (int) span.offsetInFile() + span.lengthBytes());
            // Then
            assertThat(span.matches(piece, 0, piece.length)).isTrue();
            assertThat(span.matches(piece, 0, piece.length - 1)).isFalse();
            piece[piece.length - 1] ^= 1;
            assertThat(span.matches(piece, 0, piece.length)).isFalse();
        }
    }

    @Test
    void theContentIdIsOfNameAndBytesAlone() throws Exception {
        Metainfo plain = single("a", 100_000);
        Metainfo seeded = new MetainfoBuilder("a")
                .file(List.of("a"), file("a", 100_000))
                .webSeeds(List.of("http://127.0.0.1:8080/content/"))
                .build();
        Metainfo renamed =
                new MetainfoBuilder("b").file(List.of("a"), file("a", 100_000)).build();
        assertThat(seeded.contentId()).isEqualTo(plain.contentId());
        assertThat(seeded.webSeeds()).containsExactly("http://127.0.0.1:8080/content/");
        assertThat(renamed.contentId()).isNotEqualTo(plain.contentId());
        assertThat(plain.isSingleFile()).isTrue();
        assertThat(renamed.isSingleFile()).isFalse();
    }

    @Test
    void theOrderInWhichFilesAreAddedDoesNotMatter() throws Exception {
        List<List<String>> paths = List.of(List.of("b", "x"), List.of("b.x"), List.of("a", "z"), List.of("ñ"));
        MetainfoBuilder forward = new MetainfoBuilder("item");
        MetainfoBuilder backward = new MetainfoBuilder("item");
        paths.forEach(path -> forward.file(path, file(path.toString(), 99)));
        paths.reversed().forEach(path -> backward.file(path, file(path.toString(), 99)));
        assertThat(forward.build().encoded()).isEqualTo(backward.build().encoded());
    }

    @Test
    void everyTruncationIsRefused() throws Exception {
        byte[] encoded = single("a", 3 * PIECE).encoded();
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatThrownBy(() -> Metainfo.decode(cut)).isInstanceOf(InvalidMetainfoException.class);
        }
        assertThatThrownBy(() -> Metainfo.decode(Arrays.copyOf(encoded, encoded.length + 1)))
                .isInstanceOf(InvalidMetainfoException.class);
    }

    @Test
    void everyChangedByteOfALayerIsFound() throws Exception {
        byte[] encoded = single("a", 3 * PIECE).encoded();
        int end = encoded.length - 2; // the two closing letters
        for (int at = end - 96; at < end; at++) {
            byte[] changed = encoded.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> Metainfo.decode(changed))
                    .isInstanceOf(InvalidMetainfoException.class)
                    .hasMessage("a piece layer does not hash to its root");
        }
    }

    @Test
    void aLayerThatIsMissingIsRefused() {
        assertRefused("a piece layer is missing or has the wrong length", top -> top.remove("piece layers"));
    }

    @Test
    void otherVersionsAreRefused() {
        assertRefused("meta version is not 2", top -> info(top).put("meta version", new Int(1)));
        assertRefused("meta version is not 2", top -> info(top).remove("meta version"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 8192, 16_385, 65_535, 8_388_608, Long.MAX_VALUE})
    void oddPieceLengthsAreRefused(long length) {
        assertRefused("piece length is not a power of two from 16 KiB to 4 MiB", top -> info(top)
                .put("piece length", new Int(length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/b", "a\\b", "a:b", "", " a", "a\n"})
    void hostileNamesAreRefused(String name) {
        assertRefused(
                "a name in the item is not a safe file name", top -> info(top).put("name", Text.of(name)));
        if (!name.isEmpty()) {
            assertRefused("a name in the item is not a safe file name", top -> tree(top)
                    .put(BencodeValue.keyOf(name), tree(top).remove("a")));
        }
    }

    @Test
    void namesThatAreNotUtf8AreRefused() {
        assertRefused("name is not UTF-8", top -> info(top).put("name", new Text(new byte[] {(byte) 0xff})));
        assertRefused(
                "path is not UTF-8", top -> tree(top).put("\u00ff", tree(top).remove("a")));
    }

    @Test
    void anItemWithoutBytesIsRefused() {
        MetainfoBuilder builder = new MetainfoBuilder("item").file(List.of("empty"), new FileHasher().finish());
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidMetainfoException.class)
                .hasMessage("the item has no bytes");
    }

    @Test
    void aPathThatIsBothFileAndFolderIsRefused() {
        for (List<String> below : List.of(List.of("a", "b"), List.of("a", "b", "c"))) {
            MetainfoBuilder builder =
                    new MetainfoBuilder("item").file(List.of("a"), file("a", 1)).file(below, file("b", 1));
            assertThatThrownBy(builder::build).isInstanceOf(InvalidMetainfoException.class);
        }
        assertRefused("a path is both a file and a folder", top -> {
            TreeMap<String, BencodeValue> node = ((Dictionary) tree(top).get("a")).entries();
            node.put("b", node.get(""));
        });
    }

    @Test
    void pathsAreBoundedInDepth() throws Exception {
        List<String> deepest = Collections.nCopies(PathComponents.MAX_DEPTH, "d");
        List<String> tooDeep = Collections.nCopies(PathComponents.MAX_DEPTH + 1, "d");
        MetainfoBuilder builder = new MetainfoBuilder("item").file(deepest, file("d", 1));
        assertThat(builder.build().files().getFirst().path()).isEqualTo(deepest);
        assertThatThrownBy(() -> builder.file(tooDeep, file("d", 1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.file(deepest, file("d", 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void impossibleLengthsAreRefused() {
        assertRefused("length is not a number", top -> facts(top).put("length", new Int(-1)));
        assertRefused("length is not a number", top -> facts(top).remove("length"));
        assertRefused("more than 400000 pieces", top -> facts(top).put("length", new Int(Long.MAX_VALUE)));
        assertRefused("pieces root is not 32 bytes", top -> facts(top).put("pieces root", new Text(new byte[31])));
    }

    @Test
    void webSeedsAreBounded() throws Exception {
        Text seed = Text.of("http://example.org/");
        assertThat(changed(top -> top.put("url-list", seed)).webSeeds()).containsExactly("http://example.org/");
        assertThat(changed(top -> top.put("url-list", Text.of(""))).webSeeds()).isEmpty();
        assertRefused(
                "more than 64 web seeds",
                top -> top.put("url-list", new Sequence(Collections.nCopies(65, (BencodeValue) seed))));
        assertRefused("a web seed is longer than 2048 bytes", top -> top.put("url-list", Text.of("h".repeat(2049))));
        assertRefused("url-list is not a text", top -> top.put("url-list", new Int(1)));
    }

    @Test
    void keysThatAreNotUsedAreLeftAlone() throws Exception {
        Metainfo item = changed(top -> {
            top.put("creation date", new Int(1));
            info(top).put("x-private", Text.of("kept"));
        });
        assertThat(new String(item.encoded(), StandardCharsets.ISO_8859_1)).contains("x-private");
        assertThat(item.contentId()).isNotEqualTo(single("a", 3 * PIECE).contentId());
    }

    @Test
    void anOversizedFileIsRefusedUnread() {
        byte[] huge = new byte[Metainfo.MAX_ENCODED_BYTES + 1];
        assertThatThrownBy(() -> Metainfo.decode(huge))
                .isInstanceOf(InvalidMetainfoException.class)
                .hasMessageStartingWith("metainfo is larger than");
    }

    private interface Change {
        void apply(TreeMap<String, BencodeValue> top);
    }

    private static void assertRefused(String message, Change change) {
        assertThatThrownBy(() -> changed(change))
                .isInstanceOf(InvalidMetainfoException.class)
                .hasMessage(message);
    }

    private static Metainfo changed(Change change) throws InvalidMetainfoException {
        Dictionary top = (Dictionary) Bencode.decode(single("a", 3 * PIECE).encoded());
        change.apply(top.entries());
        return Metainfo.decode(Bencode.encode(top));
    }

    private static TreeMap<String, BencodeValue> info(TreeMap<String, BencodeValue> top) {
        return ((Dictionary) top.get("info")).entries();
    }

    private static TreeMap<String, BencodeValue> tree(TreeMap<String, BencodeValue> top) {
        return ((Dictionary) info(top).get("file tree")).entries();
    }

    private static TreeMap<String, BencodeValue> facts(TreeMap<String, BencodeValue> top) {
        return ((Dictionary) ((Dictionary) tree(top).get("a")).get("")).entries();
    }

    private static Metainfo single(String name, int size) throws InvalidMetainfoException {
        return new MetainfoBuilder(name).file(List.of(name), file(name, size)).build();
    }

    private static HashedFile file(String name, int size) {
        return SampleBytes.hashed(SampleBytes.of(name, size));
    }
}
