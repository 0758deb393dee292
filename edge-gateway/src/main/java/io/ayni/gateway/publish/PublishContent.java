package io.ayni.gateway.publish;

import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Publication;
import io.ayni.gateway.catalog.Catalog;
import io.ayni.gateway.catalog.ItemName;
import io.ayni.gateway.catalog.PublishOutcome;
import io.ayni.gateway.catalog.StagedItem;
import io.ayni.gateway.catalog.StorageFullException;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Publishes an upload: stages it while hashing, describes it, signs the publication, and makes it visible at once and as
 * a whole. Blocks for as long as the body takes. Repeats are safe: the same bytes under the same name are the same item
 * with the same version. Safe for all threads.
 */
public final class PublishContent {
    private final Catalog catalog;
    private final Function<Publication, Envelope> signer;
    private final InstantSource clock;
    private final WebSeed webSeed;
    private final long maxItemBytes;

    /**
     * @param signer signs with the operator's manifest key
     * @param clock gives the time of publication
     * @param webSeed where BitTorrent clients will find items
     * @param maxItemBytes largest item in bytes
     */
    public PublishContent(
            Catalog catalog,
            Function<Publication, Envelope> signer,
            InstantSource clock,
            WebSeed webSeed,
            long maxItemBytes) {
        this.catalog = catalog;
        this.signer = signer;
        this.clock = clock;
        this.webSeed = webSeed;
        this.maxItemBytes = maxItemBytes;
    }

    /**
     * Reads the body to its end and publishes it.
     *
     * @throws IOException when the body breaks off or the storage fails; nothing is visible then, unless the very last
     *     step failed, and a repeat tells
     */
    public PublishVerdict publish(ItemName name, UploadForm form, InputStream body) throws IOException {
        try (StagedItem staged = catalog.stage()) {
            UploadHash upload = new UploadHash(staged, maxItemBytes);
            form.read(body, upload);
            Metainfo metainfo = upload.metainfo(name.text(), webSeed);
            return verdict(catalog.publish(staged, metainfo, clock.millis(), signer));
        } catch (RefusedUploadException e) {
            return new PublishVerdict.Refused(e.reason(), e.getMessage());
        } catch (StorageFullException e) {
            return new PublishVerdict.Refused(PublishRefusal.STORAGE_FULL, "there is no space left for this item");
        }
    }

    private static PublishVerdict verdict(PublishOutcome outcome) {
        return switch (outcome) {
            case PublishOutcome.Added(var item) -> new PublishVerdict.Published(item);
            case PublishOutcome.Existing(var item) -> new PublishVerdict.AlreadyPublished(item);
            case PublishOutcome.Full() ->
                new PublishVerdict.Refused(
                        PublishRefusal.CATALOG_FULL, "the catalog holds as many items as it is set to");
        };
    }
}
