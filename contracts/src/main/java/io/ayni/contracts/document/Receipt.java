package io.ayni.contracts.document;

import io.ayni.contracts.crypto.Digests;

/**
 * The downloader's word for what it got: cumulative, so that a later receipt of a grant replaces the earlier ones.
 * Signed with the grant's session key.
 *
 * @param grantId under which grant
 * @param sequence counts up from 1 within the grant
 * @param cumulativeBytes requested, first-copy bytes of pieces whose hash was verified, since the grant began
 * @param cumulativePieces pieces that these bytes belong to
 * @param piecesDigest {@link #extendDigest running digest} over those pieces in the order of verification
 * @param previous message id of the receipt before, zero for the first
 * @param deviceTimeMs the downloader's clock; information only, decides nothing
 */
public record Receipt(
        GrantId grantId,
        long sequence,
        long cumulativeBytes,
        long cumulativePieces,
        byte[] piecesDigest,
        DocumentId previous,
        long deviceTimeMs)
        implements SignedDocument {
    /** Length of the running digest in bytes. */
    public static final int DIGEST_WIDTH = 32;

    @Override
    public byte[] encode() {
        return new DocumentWriter(DomainTag.RECEIPT)
                .id(grantId)
                .u32(sequence)
                .u64(cumulativeBytes)
                .u32(cumulativePieces)
                .fixed(piecesDigest, DIGEST_WIDTH)
                .id(previous)
                .u64(deviceTimeMs)
                .toBytes();
    }

    /** Reads a body. */
    public static Receipt decode(byte[] body) throws MalformedDocumentException {
        DocumentReader in = new DocumentReader(body, DomainTag.RECEIPT);
        Receipt receipt = new Receipt(
                new GrantId(in.fixed(GrantId.WIDTH)),
                in.u32(),
                in.u64(),
                in.u32(),
                in.fixed(DIGEST_WIDTH),
                new DocumentId(in.fixed(DocumentId.WIDTH)),
                in.u64());
        in.end();
        return receipt;
    }

    /**
     * One step of the running digest: {@code SHA-256(digest ‖ u32 piece index ‖ piece hash)}, starting from 32 zero
     * bytes.
     */
    public static byte[] extendDigest(byte[] digest, int pieceIndex, byte[] pieceHash) {
        byte[] index = {
            (byte) (pieceIndex >>> 24), (byte) (pieceIndex >>> 16), (byte) (pieceIndex >>> 8), (byte) pieceIndex
        };
        return Digests.sha256(digest, index, pieceHash);
    }
}
