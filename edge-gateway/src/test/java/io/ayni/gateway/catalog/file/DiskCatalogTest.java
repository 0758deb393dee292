package io.ayni.gateway.catalog.file;

import static io.ayni.gateway.catalog.SampleItems.publishNew;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.catalog.CatalogContract;
import io.ayni.gateway.catalog.PublishedItem;
import io.ayni.gateway.catalog.SampleItems;
import io.ayni.gateway.catalog.StagedItem;
import io.ayni.gateway.catalog.StorageFullException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCatalogTest extends CatalogContract {
    @TempDir
    Path data;

    private final List<DiskCatalog> opened = new ArrayList<>();

    @Override
    protected Catalog emptyCatalog(int maxItems) throws IOException {
        return open(maxItems, 0);
    }

    private DiskCatalog open(int maxItems, long reserveBytes) throws IOException {
        DiskCatalog catalog =
                DiskCatalog.open(data, new DiskCatalog.Limits(maxItems, reserveBytes), SampleItems.KEY.publicKey());
        opened.add(catalog);
        return catalog;
    }

    private DiskCatalog reopen() throws IOException {
        close();
        return open(10, 0);
    }

    @AfterEach
    void close() throws IOException {
        for (DiskCatalog catalog : opened) {
            catalog.close();
        }
        opened.clear();
    }

    @Test
    void restartFindsEverythingAsItWas() throws Exception {
        // Given
        Catalog before = open(10, 0);
        PublishedItem first = publishNew(before, "héllo wörld.txt", "one", 5);
        PublishedItem second = publishNew(before, "héllo wörld.txt", "two", 6);
        before.markAnnounced(first.id());
        // When
        Catalog after = reopen();
        // Then
        assertThat(after.size()).isEqualTo(2);
        assertThat(after.find(first.id())).contains(first);
        assertThat(after.resolve("héllo wörld.txt")).contains(second);
        assertThat(after.unannounced(10)).containsExactly(second);
        assertThat(publishNew(after, "héllo wörld.txt", "three", 7)
                        .publication()
                        .version())
                .isEqualTo(3);
    }

    @Test
    void restartThrowsAwayWhatWasStaged() throws Exception {
        // Given an upload that never ended
        Catalog before = open(10, 0);
        OutputStream out = before.stage().create(List.of("a.txt"));
        out.write(new byte[100]);
        out.flush();
        assertThat(filesBelow("staging")).hasSize(1);
        // When
        Catalog after = reopen();
        // Then
        assertThat(filesBelow("staging")).isEmpty();
        assertThat(after.size()).isZero();
    }

    @Test
    void closedStagingLeavesNothing() throws Exception {
        Catalog catalog = open(10, 0);
        try (StagedItem staged = catalog.stage();
                OutputStream out = staged.create(List.of("a.txt"))) {
            out.write(1);
        }
        publishNew(catalog, "b.txt", "text", 5);
        assertThat(filesBelow("staging")).isEmpty();
    }

    @Test
    void damagedItemsAreSetAsideAndTheOthersServed() throws Exception {
        // Given
        Catalog before = open(10, 0);
        PublishedItem good = publishNew(before, "good", "text", 5);
        PublishedItem shortened = publishNew(before, "short", "text", 5);
        PublishedItem garbled = publishNew(before, "garbled", "text", 5);
        PublishedItem forged = publishNew(before, "forged", "text", 5);
        PublishedItem incomplete = publishNew(before, "incomplete", "text", 5);
        Files.writeString(before.bytesOf(shortened, shortened.onlyFile().orElseThrow()), "tex");
        Files.writeString(before.metainfoOf(garbled), "d4:infoe");
        flipLastByteOfSignature(item(forged).resolve("publication"));
        Files.delete(item(incomplete).resolve("publication"));
        // When
        Catalog after = reopen();
        // Then
        assertThat(after.size()).isEqualTo(1);
        assertThat(after.find(good.id())).contains(good);
        assertThat(data.resolve("damaged")).isDirectoryContaining("glob:**" + shortened.id() + ".1");
        try (Stream<Path> damaged = Files.list(data.resolve("damaged"))) {
            assertThat(damaged).hasSize(4);
        }
        assertThat(publishNew(after, "short", "text", 6).id()).isEqualTo(shortened.id());
    }

    private Path item(PublishedItem item) {
        return data.resolve("items").resolve(item.id().hex());
    }

    private static void flipLastByteOfSignature(Path publication) throws IOException {
        byte[] bytes = Files.readAllBytes(publication);
        int keyIdField = 2 + 8;
        bytes[bytes.length - keyIdField - 1] ^= 1;
        Files.write(publication, bytes);
    }

    @Test
    void oneGatewayPerDirectory() throws Exception {
        open(10, 0);
        assertThatThrownBy(() -> open(10, 0)).isInstanceOf(IOException.class).hasMessageContaining("open twice");
    }

    @Test
    void unknownLayoutIsRefused() throws Exception {
        open(10, 0);
        Files.writeString(data.resolve("layout"), "ayni-gateway 2\n");
        assertThatThrownBy(this::reopen).isInstanceOf(IOException.class).hasMessageContaining("layout");
    }

    @Test
    void nothingIsStagedBelowTheReserve() throws Exception {
        Catalog catalog = open(10, Long.MAX_VALUE);
        assertThatThrownBy(catalog::stage).isInstanceOf(StorageFullException.class);
    }

    @Test
    void stagingStopsWhenSpaceRunsOut() throws Exception {
        // Given
        long[] usable = {1_000_000};
        FreeSpace space = new FreeSpace(() -> usable[0], 500_000);
        // When / Then
        try (StagedFile file = StagedFile.create(data.resolve("file"), space)) {
            file.write(new byte[16 * 1024 * 1024]);
            usable[0] = 499_999;
            assertThatThrownBy(() -> file.write(new byte[16 * 1024 * 1024])).isInstanceOf(StorageFullException.class);
        }
    }

    private List<Path> filesBelow(String folder) throws IOException {
        try (Stream<Path> paths = Files.walk(data.resolve(folder))) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
