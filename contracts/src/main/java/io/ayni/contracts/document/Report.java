package io.ayni.contracts.document;

/**
 * The downloader's account of one exchange to the ledger, to be held against the uploader's receipts. Signed with the
 * downloader's node key.
 *
 * @param grantId which exchange
 * @param cumulativeBytes bytes accepted in all
 * @param failedPieces pieces from this uploader that failed their hash
 * @param edgeBytes bytes taken from the edge meanwhile
 * @param stallMs time that playback stood still meanwhile
 */
public record Report(GrantId grantId, long cumulativeBytes, long failedPieces, long edgeBytes, long stallMs)
        implements SignedDocument {
    @Override
    public byte[] encode() {
        return new DocumentWriter(DomainTag.REPORT)
                .id(grantId)
                .u64(cumulativeBytes)
                .u32(failedPieces)
                .u64(edgeBytes)
                .u64(stallMs)
                .toBytes();
    }

    /** Reads a body. */
    public static Report decode(byte[] body) throws MalformedDocumentException {
        DocumentReader in = new DocumentReader(body, DomainTag.REPORT);
        Report report = new Report(new GrantId(in.fixed(GrantId.WIDTH)), in.u64(), in.u32(), in.u64(), in.u64());
        in.end();
        return report;
    }
}
