package io.ayni.agent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemDirectoriesTest {
    private static final Metainfo FILM =
            SampleItem.single("film.bin", 100_000, 1).metainfo();
    private static final Metainfo SONG =
            SampleItem.single("song.bin", 100_000, 2).metainfo();

    @TempDir
    Path parent;

    private ItemDirectories directories;

    @BeforeEach
    void place() {
        directories = new ItemDirectories(parent.resolve("items"));
    }

    @Test
    void itemsThatWereMadeAreFoundAgain() throws IOException {
        assertThat(directories.items()).isEmpty();

        directories.create(FILM);
        directories.create(SONG);

        assertThat(directories.items())
                .extracting(Metainfo::contentId)
                .containsExactlyInAnyOrder(FILM.contentId(), SONG.contentId());
    }

    @Test
    void deletedItemIsGoneWithAllItsFilesAndOthersStay() throws IOException {
        // Given
        Path directory = directories.create(FILM);
        Files.createDirectories(directory.resolve("files/deep"));
        Files.writeString(directory.resolve("files/deep/part"), "bytes");
        directories.create(SONG);

        // When
        directories.delete(FILM.contentId());
        directories.delete(FILM.contentId());

        // Then
        assertThat(directory).doesNotExist();
        assertThat(directories.items()).extracting(Metainfo::contentId).containsExactly(SONG.contentId());
    }

    @Test
    void makingAnItemAgainChangesNothing() throws IOException {
        Path directory = directories.create(FILM);
        Files.writeString(directory.resolve("verified"), "marks");

        directories.create(FILM);

        assertThat(directory.resolve("verified")).hasContent("marks");
        assertThat(directory.resolve("manifest.torrent")).hasBinaryContent(FILM.encoded());
        assertThat(directory.resolve("manifest.torrent.new")).doesNotExist();
    }

    @Test
    void aManifestThatIsTornIsNoItemUntilItIsFetchedAgain() throws IOException {
        // Given
        Path manifest = directories.create(FILM).resolve("manifest.torrent");
        Files.write(manifest, Arrays.copyOf(FILM.encoded(), FILM.encoded().length - 1));
        assertThat(directories.items()).isEmpty();

        // When
        directories.create(FILM);

        // Then
        assertThat(directories.items()).extracting(Metainfo::contentId).containsExactly(FILM.contentId());
    }

    @Test
    void theManifestOfAnotherItemIsNotBelieved() throws IOException {
        Files.write(directories.create(FILM).resolve("manifest.torrent"), SONG.encoded());

        assertThat(directories.items()).isEmpty();
    }

    @Test
    void whatIsNoItemIsLeftAlone() throws IOException {
        directories.create(FILM);
        Path stray = Files.writeString(parent.resolve("items").resolve("notes.txt"), "mine");
        Path unfinished = Files.createDirectory(directories.of(new ContentId(new byte[ContentId.WIDTH])));

        assertThat(directories.items()).extracting(Metainfo::contentId).containsExactly(FILM.contentId());
        assertThat(stray).hasContent("mine");
        assertThat(unfinished).exists();
    }
}
