package io.ayni.gateway.catalog;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Publication;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A catalog that keeps its records in memory and its bytes in a scratch directory. */
public final class MemoryCatalog implements Catalog {
    private final Path scratch;
    private final int maxItems;
    private final CatalogIndex index = new CatalogIndex();
    private final Map<String, Path> places = new HashMap<>();
    private final Set<Staged> open = new HashSet<>();
    private int files;
    private boolean full;

    public MemoryCatalog(Path scratch, int maxItems) {
        this.scratch = scratch;
        this.maxItems = maxItems;
    }

    /** From now on there is no space for new files. */
    public synchronized void fillUp() {
        full = true;
    }

    /** Staged items that were not closed. */
    public synchronized int stagedCount() {
        return open.size();
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
    public synchronized StagedItem stage() throws IOException {
        if (full) {
            throw new StorageFullException(0);
        }
        Staged staged = new Staged();
        open.add(staged);
        return staged;
    }

    @Override
    public synchronized PublishOutcome publish(
            StagedItem staged, Metainfo metainfo, long publishedAtMs, Function<Publication, Envelope> signer)
            throws IOException {
        Optional<PublishedItem> existing = index.find(metainfo.contentId());
        if (existing.isPresent()) {
            return new PublishOutcome.Existing(existing.get());
        }
        if (index.size() >= maxItems) {
            return new PublishOutcome.Full();
        }
        long version = index.nextVersion(metainfo.name());
        Publication publication =
                new Publication(metainfo.contentId(), metainfo.name(), version, metainfo.sizeBytes(), publishedAtMs);
        PublishedItem item = PublishedItem.of(metainfo, publication, signer.apply(publication));
        ((Staged) staged).files.forEach((path, place) -> places.put(item.id() + "/" + path, place));
        places.put(item.id() + ".torrent", Files.write(newFile(), metainfo.encoded()));
        index.addUnannounced(item);
        return new PublishOutcome.Added(item);
    }

    private synchronized Path newFile() {
        return scratch.resolve(Integer.toString(++files));
    }

    @Override
    public synchronized Path metainfoOf(PublishedItem item) {
        return places.get(item.id() + ".torrent");
    }

    @Override
    public synchronized Path bytesOf(PublishedItem item, PublishedFile file) {
        return places.get(item.id() + "/" + file.path());
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
    public void markAnnounced(ContentId id) {
        index.markAnnounced(id);
    }

    private synchronized void forget(Staged staged) {
        open.remove(staged);
    }

    private final class Staged implements StagedItem {
        private final Map<String, Path> files = new HashMap<>();

        @Override
        public OutputStream create(List<String> path) throws IOException {
            String text = String.join("/", path);
            Path place = newFile();
            if (files.putIfAbsent(text, place) != null) {
                throw new FileAlreadyExistsException(text);
            }
            return Files.newOutputStream(place);
        }

        @Override
        public void close() {
            forget(this);
        }
    }
}
