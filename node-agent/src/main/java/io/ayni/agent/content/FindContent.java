package io.ayni.agent.content;

import io.ayni.agent.content.Catalog.Offer;
import io.ayni.agent.content.LookupVerdict.Found;
import io.ayni.agent.content.LookupVerdict.NotFound;
import io.ayni.agent.content.LookupVerdict.Untrusted;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.InvalidMetainfoException;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Publication;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds a published item by name or id. Safe for all threads. */
public final class FindContent {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{64}");

    private final Catalog catalog;
    private final OperatorKeys operatorKeys;

    /**
     * @param catalog who is asked
     * @param operatorKeys whose publications are believed
     */
    public FindContent(Catalog catalog, OperatorKeys operatorKeys) {
        this.catalog = catalog;
        this.operatorKeys = operatorKeys;
    }

    /** The content id that the text is; empty when it is a name. */
    public static Optional<ContentId> asId(String nameOrId) {
        return ID.matcher(nameOrId).matches() ? Optional.of(ContentId.fromHex(nameOrId)) : Optional.empty();
    }

    /** Whether the text can be a name: 1 to 255 bytes without control characters. */
    public static boolean isName(String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return length > 0
                && length <= Publication.MAX_NAME_BYTES
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** The content id that a name stands for now. */
    public Optional<ContentId> resolve(String name) throws CatalogAwayException {
        return isName(name) ? catalog.resolve(name) : Optional.empty();
    }

    /** The manifest of an item. */
    public LookupVerdict find(ContentId contentId) throws CatalogAwayException {
        Optional<Offer> offer = catalog.manifest(contentId);
        return offer.isEmpty() ? new NotFound() : judge(contentId, offer.get());
    }

    private LookupVerdict judge(ContentId asked, Offer offer) {
        try {
            Metainfo metainfo = Metainfo.decode(offer.metainfo());
            Publication publication = Publication.decode(offer.publication().body());
            if (!metainfo.contentId().equals(asked) || !publication.contentId().equals(asked)) {
                return new Untrusted("the manifest is of another item");
            }
            if (publication.sizeBytes() != metainfo.sizeBytes()) {
                return new Untrusted("manifest and publication record differ in size");
            }
            return isSigned(offer, publication)
                    ? new Found(metainfo, publication)
                    : new Untrusted("no manifest key of the operator signed the publication record");
        } catch (InvalidMetainfoException | MalformedDocumentException e) {
            return new Untrusted("the manifest is malformed");
        }
    }

    private boolean isSigned(Offer offer, Publication publication) {
        return operatorKeys
                .find(KeyPurpose.MANIFEST, offer.publication().keyId())
                .filter(key -> key.isValidAt(publication.publishedAtMs()))
                .map(PublishedKey::key)
                .filter(offer.publication()::isSignedBy)
                .isPresent();
    }
}
