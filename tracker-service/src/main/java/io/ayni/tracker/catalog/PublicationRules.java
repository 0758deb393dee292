package io.ayni.tracker.catalog;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Publication;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.tracker.catalog.ContentRecord.Fault;

/**
 * Which publications are believed: those that the operator's manifest key signed while it was valid, and that say the
 * same as the record that carries them. Safe for all threads.
 */
public final class PublicationRules {
    private final OperatorKeys keys;

    /** @param keys published keys */
    public PublicationRules(OperatorKeys keys) {
        this.keys = keys;
    }

    /**
     * Judges a publication.
     *
     * @param contentId what the record says that it is about
     * @param sizeBytes what the record says of its size
     * @param envelope the signed publication that the record carries
     * @return {@code Published} or {@code Unusable}
     */
    public ContentRecord judge(ContentId contentId, long sizeBytes, Envelope envelope) {
        Publication publication;
        try {
            publication = Publication.decode(envelope.body());
        } catch (MalformedDocumentException e) {
            return new ContentRecord.Unusable(Fault.MALFORMED);
        }
        boolean agrees = publication.contentId().equals(contentId) && publication.sizeBytes() == sizeBytes;
        if (!agrees || sizeBytes <= 0) {
            return new ContentRecord.Unusable(Fault.CONTRADICTORY);
        }
        return isSigned(envelope, publication.publishedAtMs())
                ? new ContentRecord.Published(contentId, sizeBytes)
                : new ContentRecord.Unusable(Fault.NOT_SIGNED);
    }

    private boolean isSigned(Envelope envelope, long publishedAtMs) {
        return keys.find(KeyPurpose.MANIFEST, envelope.keyId())
                .filter(key -> key.isValidAt(publishedAtMs))
                .filter(key -> envelope.isSignedBy(key.key()))
                .isPresent();
    }
}
