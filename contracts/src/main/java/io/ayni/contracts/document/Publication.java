package io.ayni.contracts.document;

import io.ayni.contracts.content.ContentId;

/**
 * The operator's word that an item was published under a name. Signed with the operator's manifest key; the content id
 * binds the bytes.
 *
 * @param contentId v2 info-hash
 * @param name the name it was published under, at most {@value #MAX_NAME_BYTES} bytes of UTF-8
 * @param version counts up from 1 for each new content under the name
 * @param sizeBytes sum of the file sizes
 * @param publishedAtMs Unix milliseconds
 */
public record Publication(ContentId contentId, String name, long version, long sizeBytes, long publishedAtMs)
        implements SignedDocument {
    /** Longest name. */
    public static final int MAX_NAME_BYTES = 255;

    @Override
    public byte[] encode() {
        return new DocumentWriter(DomainTag.PUBLICATION)
                .id(contentId)
                .text(name, MAX_NAME_BYTES)
                .u32(version)
                .u64(sizeBytes)
                .u64(publishedAtMs)
                .toBytes();
    }

    /** Reads a body. */
    public static Publication decode(byte[] body) throws MalformedDocumentException {
        DocumentReader in = new DocumentReader(body, DomainTag.PUBLICATION);
        Publication publication = new Publication(
                new ContentId(in.fixed(ContentId.WIDTH)), in.text(MAX_NAME_BYTES), in.u32(), in.u64(), in.u64());
        in.end();
        return publication;
    }
}
