package io.ayni.agent.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.agent.fixture.AnItem;
import io.ayni.agent.fixture.InMemoryCatalog;
import io.ayni.agent.fixture.InMemoryEngine;
import io.ayni.agent.fixture.Operator;
import io.ayni.contracts.content.ContentId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropContentTest {
    private static final AnItem FILM = AnItem.file("film.mp4", 200_000);
    private static final ContentId ID = FILM.metainfo().contentId();

    @TempDir
    Path directory;

    private final InMemoryEngine engine = new InMemoryEngine().knows(FILM);
    private RefusedItems refused;
    private DropContent drops;
    private DownloadContent downloads;

    @BeforeEach
    void setUp() throws IOException {
        refused = RefusedItems.open(directory.resolve("refused"));
        drops = new DropContent(engine, refused);
        downloads = new DownloadContent(
                new FindContent(new InMemoryCatalog().publish(FILM), Operator.keys()),
                engine,
                URI.create("http://127.0.0.1:8080"),
                refused);
        downloads.start("film.mp4");
    }

    @Test
    void forgottenItemIsGoneAndMayComeBack() throws IOException {
        // When
        drops.forget(ID);

        // Then
        assertThat(engine.items()).isEmpty();
        assertThat(downloads.start("film.mp4")).isInstanceOf(DownloadVerdict.Running.class);
    }

    @Test
    void refusedItemIsGoneAndDoesNotComeBackEvenAfterARestart() throws IOException {
        // When
        drops.refuse(ID);

        // Then
        assertThat(engine.items()).isEmpty();
        assertThat(downloads.start("film.mp4")).isEqualTo(new DownloadVerdict.Refused());
        assertThat(downloads.start(ID.hex())).isEqualTo(new DownloadVerdict.Refused());
        assertThat(RefusedItems.open(directory.resolve("refused")).all()).containsExactly(ID);
    }

    @Test
    void allowedItemMayComeBack() throws IOException {
        // Given
        drops.refuse(ID);

        // When
        drops.allow(ID);

        // Then
        assertThat(drops.refused()).isEmpty();
        assertThat(downloads.start("film.mp4")).isInstanceOf(DownloadVerdict.Running.class);
    }

    @Test
    void refusalThatWasCutShortByACrashIsFinishedAtTheNextStart() throws IOException {
        // Given
        refused.add(ID);
        assertThat(engine.items()).hasSize(1);

        // When
        drops.finish();

        // Then
        assertThat(engine.items()).isEmpty();
    }

    @Test
    void damagedListOfRefusalsIsNotTakenForAnEmptyOne() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("refused"), "no id\n");

        // When and then
        assertThatThrownBy(() -> RefusedItems.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no content id");
    }
}
