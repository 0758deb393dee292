package io.ayni.gateway.catalog;

import static io.ayni.gateway.catalog.SampleItems.publish;
import static io.ayni.gateway.catalog.SampleItems.publishNew;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.document.Publication;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every form of {@link Catalog} guarantees. */
public abstract class CatalogContract {
    /** An empty catalog for at most this many items. */
    protected abstract Catalog emptyCatalog(int maxItems) throws Exception;

    @Test
    void publishedItemIsFoundWithItsBytes() throws Exception {
        // Given
        Catalog catalog = emptyCatalog(10);
        // When
        PublishedItem item = publishNew(catalog, "a.txt", "hello", 5);
        // Then
        assertThat(item.publication()).isEqualTo(new Publication(item.id(), "a.txt", 1, 5, 5));
        assertThat(item.envelope().isSignedBy(SampleItems.KEY.publicKey())).isTrue();
        assertThat(catalog.find(item.id())).contains(item);
        assertThat(catalog.resolve("a.txt")).contains(item);
        assertThat(catalog.size()).isEqualTo(1);
        assertThat(Files.readString(catalog.bytesOf(item, item.file("a.txt").orElseThrow())))
                .isEqualTo("hello");
        Metainfo metainfo = Metainfo.decode(Files.readAllBytes(catalog.metainfoOf(item)));
        assertThat(metainfo.contentId()).isEqualTo(item.id());
    }

    @Test
    void nothingIsVisibleBeforeItIsPublished() throws Exception {
        Catalog catalog = emptyCatalog(10);
        try (StagedItem staged = catalog.stage();
                OutputStream out = staged.create(List.of("a.txt"))) {
            out.write(1);
            assertThat(catalog.size()).isZero();
            assertThat(catalog.resolve("a.txt")).isEmpty();
        }
        assertThat(catalog.page(10, Optional.empty()).items()).isEmpty();
        assertThat(catalog.unannounced(10)).isEmpty();
    }

    @Test
    void sameContentAgainIsTheItemAsItWas() throws Exception {
        Catalog catalog = emptyCatalog(10);
        PublishedItem first = publishNew(catalog, "a.txt", "hello", 5);
        assertThat(publish(catalog, "a.txt", "hello", 99)).isEqualTo(new PublishOutcome.Existing(first));
        assertThat(catalog.size()).isEqualTo(1);
    }

    @Test
    void newContentGetsTheNextVersionAndTheOldOneStays() throws Exception {
        // Given
        Catalog catalog = emptyCatalog(10);
        PublishedItem first = publishNew(catalog, "a.txt", "one", 5);
        // When
        PublishedItem second = publishNew(catalog, "a.txt", "two", 6);
        // Then
        assertThat(second.publication().version()).isEqualTo(2);
        assertThat(catalog.resolve("a.txt")).contains(second);
        assertThat(catalog.find(first.id())).contains(first);
        assertThat(publish(catalog, "a.txt", "one", 7)).isEqualTo(new PublishOutcome.Existing(first));
        assertThat(catalog.resolve("a.txt")).contains(second);
    }

    @Test
    void sameBytesUnderAnotherNameAreAnotherItem() throws Exception {
        Catalog catalog = emptyCatalog(10);
        ContentId first = publishNew(catalog, "a.txt", "one", 5).id();
        PublishedItem other = publishNew(catalog, "b.txt", "one", 5);
        assertThat(other.id()).isNotEqualTo(first);
        assertThat(other.publication().version()).isEqualTo(1);
    }

    @Test
    void concurrentPublicationsOfOneNameCountWithoutGaps() throws Exception {
        // Given
        Catalog catalog = emptyCatalog(100);
        List<Callable<PublishOutcome>> tasks = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String text = "text " + i / 2; // each text twice
            tasks.add(() -> publish(catalog, "a.txt", text, 5));
        }
        // When
        List<Long> added = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<PublishOutcome> outcome : threads.invokeAll(tasks)) {
                if (outcome.get() instanceof PublishOutcome.Added(PublishedItem item)) {
                    added.add(item.publication().version());
                }
            }
        }
        // Then
        assertThat(added).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(catalog.resolve("a.txt").orElseThrow().publication().version())
                .isEqualTo(12);
    }

    @Test
    void pagesRunFromNewestToOldest() throws Exception {
        // Given
        Catalog catalog = emptyCatalog(10);
        List<PublishedItem> all = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            all.addFirst(publishNew(catalog, "item" + i, "text", i));
        }
        // When
        CatalogPage first = catalog.page(2, Optional.empty());
        publishNew(catalog, "newcomer", "text", 100);
        CatalogPage second = catalog.page(2, first.next());
        CatalogPage third = catalog.page(2, second.next());
        // Then
        assertThat(first.items()).isEqualTo(all.subList(0, 2));
        assertThat(second.items()).isEqualTo(all.subList(2, 4));
        assertThat(third.items()).isEqualTo(all.subList(4, 5));
        assertThat(third.next()).isEmpty();
        assertThat(catalog.page(6, Optional.empty()).next()).isEmpty();
    }

    @Test
    void unannouncedUntilMarked() throws Exception {
        Catalog catalog = emptyCatalog(10);
        PublishedItem first = publishNew(catalog, "a.txt", "one", 5);
        PublishedItem second = publishNew(catalog, "b.txt", "two", 6);
        assertThat(catalog.unannounced(10)).containsExactlyInAnyOrder(first, second);
        assertThat(catalog.unannounced(1)).hasSize(1);
        catalog.markAnnounced(first.id());
        catalog.markAnnounced(first.id());
        assertThat(catalog.unannounced(10)).containsExactly(second);
        assertThat(catalog.unannouncedCount()).isEqualTo(1);
    }

    @Test
    void fullCatalogTakesNothingNewButKnowsWhatItHas() throws Exception {
        Catalog catalog = emptyCatalog(1);
        PublishedItem item = publishNew(catalog, "a.txt", "one", 5);
        assertThat(publish(catalog, "b.txt", "two", 6)).isEqualTo(new PublishOutcome.Full());
        assertThat(publish(catalog, "a.txt", "one", 7)).isEqualTo(new PublishOutcome.Existing(item));
        assertThat(catalog.resolve("b.txt")).isEmpty();
    }

    @Test
    void onePathIsStagedOnce() throws Exception {
        Catalog catalog = emptyCatalog(1);
        try (StagedItem staged = catalog.stage()) {
            staged.create(List.of("a", "b")).close();
            assertThatThrownBy(() -> staged.create(List.of("a", "b"))).isInstanceOf(FileAlreadyExistsException.class);
        }
    }
}
