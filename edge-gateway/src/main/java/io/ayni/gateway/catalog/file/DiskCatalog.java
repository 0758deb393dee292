package io.ayni.gateway.catalog.file;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Publication;
import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.catalog.CatalogIndex;
import io.ayni.gateway.catalog.CatalogPage;
import io.ayni.gateway.catalog.PagePosition;
import io.ayni.gateway.catalog.PublishOutcome;
import io.ayni.gateway.catalog.PublishedFile;
import io.ayni.gateway.catalog.PublishedItem;
import io.ayni.gateway.catalog.StagedItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The catalog in a directory of its own; see the package page for the layout. */
public final class DiskCatalog implements Catalog, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DiskCatalog.class);

    private final DataDirectory data;
    private final Limits limits;
    private final FreeSpace freeSpace;
    private final CatalogIndex index = new CatalogIndex();
    private final ReentrantLock publishing = new ReentrantLock();

    /**
     * Bounds of the storage.
     *
     * @param maxItems most items; memory grows by about 1 KiB an item and 200 bytes a file
     * @param reserveBytes free space below which nothing is staged
     */
    public record Limits(int maxItems, long reserveBytes) {}

    private DiskCatalog(DataDirectory data, Limits limits) {
        this.data = data;
        this.limits = limits;
        this.freeSpace = new FreeSpace(data::usableBytes, limits.reserveBytes());
    }

    /**
     * Opens the directory, throws away staged files and reads all items. Damaged ones are set aside and logged.
     *
     * @param manifestKey the key whose signatures are checked
     * @throws IOException when the directory cannot be used, or another process uses it
     */
    public static DiskCatalog open(Path directory, Limits limits, Ed25519PublicKey manifestKey) throws IOException {
        DiskCatalog catalog = new DiskCatalog(DataDirectory.open(directory), limits);
        try {
            catalog.load(manifestKey);
            return catalog;
        } catch (IOException | RuntimeException e) {
            catalog.close();
            throw e;
        }
    }

    private void load(Ed25519PublicKey manifestKey) throws IOException {
        try (Stream<Path> folders = Files.list(data.items())) {
            for (Path folder : folders.toList()) {
                load(new ItemFolder(folder), manifestKey);
            }
        }
    }

    private void load(ItemFolder folder, Ed25519PublicKey manifestKey) throws IOException {
        try {
            PublishedItem item = folder.read(manifestKey);
            if (folder.isAnnounced()) {
                index.addAnnounced(item);
            } else {
                index.addUnannounced(item);
            }
        } catch (DamagedItemException e) {
            // One bad item must not keep all the others from being served.
            Path place = data.setAside(folder.path());
            LOG.errorf("Item set aside reason=\"%s\" place=%s", e.getMessage(), place);
        }
    }

    @Override
    public Optional<PublishedItem> find(ContentId id) {
        return index.find(id);
    }

    @Override
    public Optional<PublishedItem> resolve(String name) {
        return index.resolve(name);
    }

    @Override
    public CatalogPage page(int size, Optional<PagePosition> after) {
        return index.page(size, after);
    }

    @Override
    public int size() {
        return index.size();
    }

    @Override
    public StagedItem stage() throws IOException {
        return DiskStagedItem.make(data.nextStaging(), freeSpace);
    }

    @Override
    public PublishOutcome publish(
            StagedItem staged, Metainfo metainfo, long publishedAtMs, Function<Publication, Envelope> signer)
            throws IOException {
        ItemFolder folder = ((DiskStagedItem) staged).folder();
        publishing.lock();
        try {
            Optional<PublishedItem> existing = index.find(metainfo.contentId());
            if (existing.isPresent()) {
                Durable.syncDirectory(data.items()); // an earlier attempt may have failed at just this
                return new PublishOutcome.Existing(existing.get());
            }
            if (index.size() >= limits.maxItems()) {
                return new PublishOutcome.Full();
            }
            return new PublishOutcome.Added(add(folder, metainfo, publishedAtMs, signer));
        } catch (IOException e) {
            throw freeSpace.explain(e);
        } finally {
            publishing.unlock();
        }
    }

    private PublishedItem add(
            ItemFolder staged, Metainfo metainfo, long publishedAtMs, Function<Publication, Envelope> signer)
            throws IOException {
        String name = metainfo.name();
        Publication publication = new Publication(
                metainfo.contentId(), name, index.nextVersion(name), metainfo.sizeBytes(), publishedAtMs);
        Envelope envelope = signer.apply(publication);
        staged.seal(metainfo, envelope);
        PublishedItem item = PublishedItem.of(metainfo, publication, envelope);
        Files.move(staged.path(), folder(item.id()).path(), StandardCopyOption.ATOMIC_MOVE);
        index.addUnannounced(item);
        Durable.syncDirectory(data.items());
        return item;
    }

    @Override
    public Path metainfoOf(PublishedItem item) {
        return folder(item.id()).metainfo();
    }

    @Override
    public Path bytesOf(PublishedItem item, PublishedFile file) {
        return folder(item.id()).file(file.path());
    }

    private ItemFolder folder(ContentId id) {
        return new ItemFolder(data.items().resolve(id.hex()));
    }

    @Override
    public List<PublishedItem> unannounced(int limit) {
        return index.unannounced(limit);
    }

    @Override
    public int unannouncedCount() {
        return index.unannouncedCount();
    }

    @Override
    public void markAnnounced(ContentId id) throws IOException {
        folder(id).markAnnounced();
        index.markAnnounced(id);
    }

    /** Lets go of the directory. */
    @Override
    public void close() throws IOException {
        data.close();
    }
}
