package io.ayni.agent.content;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Envelope;
import java.util.Optional;

/** Port to the operator's catalogue. Nothing it says is believed yet. */
public interface Catalog {
    /**
     * A manifest as the catalogue gives it.
     *
     * @param metainfo BEP 52 metainfo file
     * @param publication signed publication record
     */
    record Offer(byte[] metainfo, Envelope publication) {}

    /** The content id that a name stands for now; empty for an unknown name. */
    Optional<ContentId> resolve(String name) throws CatalogAwayException;

    /** The manifest of an item; empty for an unknown one. */
    Optional<Offer> manifest(ContentId contentId) throws CatalogAwayException;
}
