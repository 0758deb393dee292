package io.ayni.gateway.catalog;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Publication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds what is published. An implementer guarantees:
 *
 * <ul>
 *   <li>An item is visible as a whole or not at all, also after the process was killed at any moment.
 *   <li>What {@link #publish} has returned is durable, and stays: nothing is ever changed or removed.
 *   <li>Versions of one name count 1, 2, 3, … without gaps, also when many publish at once; one content id has one
 *       version for ever.
 *   <li>An item is unannounced until {@link #markAnnounced}, also across restarts.
 * </ul>
 *
 * All methods may be called from any thread. Methods that declare {@link IOException} touch the storage and may block;
 * the others answer from memory.
 */
public interface Catalog {
    /** The item of this content id. */
    Optional<PublishedItem> find(ContentId id);

    /** The item with the highest version of this name. */
    Optional<PublishedItem> resolve(String name);

    /**
     * A page of the listing.
     *
     * @param size 1 to {@link CatalogPage#MAX_SIZE}
     * @param after the end of the page before; empty for the first
     */
    CatalogPage page(int size, Optional<PagePosition> after);

    /** Number of items. */
    int size();

    /**
     * A fresh place for the files of an item that is being uploaded. Nothing in it is visible.
     *
     * @throws StorageFullException when free space is below the reserve
     */
    StagedItem stage() throws IOException;

    /**
     * Makes a staged item visible under its metainfo's name, with the next version. The same content once more changes
     * nothing and gives the item as it was first published; the staged files are then thrown away.
     *
     * @param staged files that were staged here, complete
     * @param metainfo description of exactly these files
     * @param publishedAtMs Unix milliseconds
     * @param signer signs the publication
     */
    PublishOutcome publish(
            StagedItem staged, Metainfo metainfo, long publishedAtMs, Function<Publication, Envelope> signer)
            throws IOException;

    /** The item's metainfo file: a local file that nobody writes any more. */
    Path metainfoOf(PublishedItem item);

    /** One of the item's files: a local file that nobody writes any more. */
    Path bytesOf(PublishedItem item, PublishedFile file);

    /** Items whose publication nobody was told of yet, at most {@code limit}. */
    List<PublishedItem> unannounced(int limit);

    /** Number of items that {@link #unannounced} would give without a limit. */
    int unannouncedCount();

    /** Remembers durably that the publication of this item was told. Repeats are harmless. */
    void markAnnounced(ContentId id) throws IOException;
}
