package io.ayni.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.content.Metainfo;
import io.ayni.gateway.catalog.ItemName;
import io.ayni.gateway.catalog.MemoryCatalog;
import io.ayni.gateway.catalog.PublishedItem;
import io.ayni.gateway.catalog.SampleItems;
import io.ayni.gateway.publish.BrokenUploadException.Cause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishContentTest {
    private static final int MAX_BYTES = 300_000;
    private static final ItemName NAME = new ItemName("movie.mp4");

    @TempDir
    Path scratch;

    private MemoryCatalog catalog;
    private PublishContent publishContent;

    @BeforeEach
    void makeUseCase() {
        catalog = new MemoryCatalog(scratch, 2);
        publishContent = new PublishContent(
                catalog,
                SampleItems::sign,
                InstantSource.fixed(Instant.ofEpochMilli(77)),
                new WebSeed("http://edge.example/base"),
                MAX_BYTES);
    }

    @AfterEach
    void nothingStaysStaged() {
        assertThat(catalog.stagedCount()).isZero();
    }

    @Test
    void uploadBecomesASignedItemWithAWebSeed() throws Exception {
        // Given
        byte[] bytes = SampleItems.filled(200_000, 3);
        // When
        PublishedItem item = published(publish(bytes));
        // Then
        assertThat(item.publication().publishedAtMs()).isEqualTo(77);
        assertThat(item.publication().sizeBytes()).isEqualTo(200_000);
        Metainfo metainfo = Metainfo.decode(Files.readAllBytes(catalog.metainfoOf(item)));
        assertThat(metainfo.contentId())
                .isEqualTo(SampleItems.metainfo("movie.mp4", bytes).contentId());
        assertThat(metainfo.webSeeds()).containsExactly("http://edge.example/base/content/" + item.id() + "/");
        assertThat(metainfo.isSingleFile()).isTrue();
        assertThat(Files.readAllBytes(catalog.bytesOf(item, item.onlyFile().orElseThrow())))
                .isEqualTo(bytes);
    }

    @Test
    void repeatIsTheSameItem() throws Exception {
        PublishedItem item = published(publish(new byte[10]));
        assertThat(publish(new byte[10])).isEqualTo(new PublishVerdict.AlreadyPublished(item));
    }

    @Test
    void emptyBodyIsRefused() throws Exception {
        assertRefused(publish(new byte[0]), PublishRefusal.EMPTY);
    }

    @Test
    void largestItemIsTakenAndOneByteMoreIsNot() throws Exception {
        assertThat(published(publish(new byte[MAX_BYTES])).publication().sizeBytes())
                .isEqualTo(MAX_BYTES);
        assertRefused(publish(new byte[MAX_BYTES + 1]), PublishRefusal.TOO_LARGE);
        assertThat(catalog.size()).isEqualTo(1);
    }

    @Test
    void fullCatalogIsARefusal() throws Exception {
        publish(new byte[1]);
        publish(new byte[2]);
        assertRefused(publish(new byte[3]), PublishRefusal.CATALOG_FULL);
    }

    @Test
    void fullDiskIsARefusal() throws Exception {
        catalog.fillUp();
        assertRefused(publish(new byte[3]), PublishRefusal.STORAGE_FULL);
    }

    @Test
    void brokenBodyLeavesNothing() {
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(new byte[1000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new BrokenUploadException(Cause.TRUNCATED);
            }
        });
        assertThatThrownBy(() -> publishContent.publish(NAME, UploadForm.singleFile("movie.mp4"), body))
                .isInstanceOf(BrokenUploadException.class);
        assertThat(catalog.size()).isZero();
    }

    private PublishVerdict publish(byte[] bytes) throws IOException {
        return publishContent.publish(NAME, UploadForm.singleFile("movie.mp4"), new ByteArrayInputStream(bytes));
    }

    private static PublishedItem published(PublishVerdict verdict) {
        return ((PublishVerdict.Published) verdict).item();
    }

    private static void assertRefused(PublishVerdict verdict, PublishRefusal reason) {
        assertThat(verdict).isInstanceOfSatisfying(PublishVerdict.Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }
}
