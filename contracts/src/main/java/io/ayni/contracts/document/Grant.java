package io.ayni.contracts.document;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.identity.NodeId;

/**
 * The operator's permission for one exchange: this uploader may serve the holder of this session key this much of this
 * item, and is paid this price for it. Signed by the tracker's grant key; checked offline by both peers and the ledger.
 *
 * <p>A grant that decodes is well formed, not yet sensible: {@link #hasPossibleNumbers} is a check of its own because
 * its failure has its own result code.
 *
 * @param grantId random name
 * @param keyId the grant key that signs
 * @param issuedAtMs issue, Unix milliseconds on the tracker's clock
 * @param expiresAtMs no transfer after this
 * @param settleByMs no settlement that arrives after this
 * @param window hour since the Unix epoch that the grant belongs to
 * @param uploaderId only this node may settle it
 * @param sessionKey 32 bytes; only this key signs receipts under the grant
 * @param contentId what is paid for
 * @param maxBytes hard limit of paid bytes
 * @param priceMicroCreditsPerMib price, fixed at issue
 * @param payerMode who pays
 * @param weightPerMille share of the price that is paid, 0 to 1000
 * @param sealed {@link GrantTerms} encrypted for the operator; at most {@value #MAX_SEALED_BYTES} bytes
 */
public record Grant(
        GrantId grantId,
        KeyId keyId,
        long issuedAtMs,
        long expiresAtMs,
        long settleByMs,
        long window,
        NodeId uploaderId,
        byte[] sessionKey,
        ContentId contentId,
        long maxBytes,
        long priceMicroCreditsPerMib,
        PayerMode payerMode,
        int weightPerMille,
        byte[] sealed)
        implements SignedDocument {
    /** Longest sealed part. */
    public static final int MAX_SEALED_BYTES = 96;
    /** Most bytes that one grant may cover: 256 MiB. */
    public static final long MAX_GRANT_BYTES = 256L << 20;
    /** Highest price: keeps the product of bytes, price and weight inside 63 bits. */
    public static final long MAX_PRICE = 10_000_000;
    /** Full weight. */
    public static final int FULL_WEIGHT = 1000;
    /** Longest time between issue and expiry: 15 minutes. */
    public static final long MAX_TRANSFER_MS = 15 * 60_000L;
    /** Longest time between issue and settle_by: 24 hours. */
    public static final long MAX_SETTLE_MS = 24 * 3_600_000L;
    /** Milliseconds of a window. */
    public static final long WINDOW_MS = 3_600_000L;

    private static final int SESSION_KEY_WIDTH = 32;
    private static final long MICRO_CREDIT_DIVISOR = (1L << 20) * FULL_WEIGHT;

    @Override
    public byte[] encode() {
        return new DocumentWriter(DomainTag.GRANT)
                .id(grantId)
                .id(keyId)
                .u64(issuedAtMs)
                .u64(expiresAtMs)
                .u64(settleByMs)
                .u32(window)
                .id(uploaderId)
                .fixed(sessionKey, SESSION_KEY_WIDTH)
                .id(contentId)
                .u64(maxBytes)
                .u32(priceMicroCreditsPerMib)
                .u8(payerMode.code())
                .u16(weightPerMille)
                .variable(sealed, MAX_SEALED_BYTES)
                .toBytes();
    }

    /** Reads a body. */
    public static Grant decode(byte[] body) throws MalformedDocumentException {
        DocumentReader in = new DocumentReader(body, DomainTag.GRANT);
        Grant grant = new Grant(
                new GrantId(in.fixed(GrantId.WIDTH)),
                new KeyId(in.fixed(KeyId.WIDTH)),
                in.u64(),
                in.u64(),
                in.u64(),
                in.u32(),
                new NodeId(in.fixed(NodeId.WIDTH)),
                in.fixed(SESSION_KEY_WIDTH),
                new ContentId(in.fixed(ContentId.WIDTH)),
                in.u64(),
                in.u32(),
                PayerMode.ofCode(in.u8()).orElseThrow(() -> DocumentReader.malformed("unknown payer mode")),
                in.u16(),
                in.variable(MAX_SEALED_BYTES));
        in.end();
        return grant;
    }

    /** Whether limits, price, weight and times are inside the ranges that any honest tracker keeps to. */
    public boolean hasPossibleNumbers() {
        return maxBytes > 0
                && maxBytes <= MAX_GRANT_BYTES
                && priceMicroCreditsPerMib <= MAX_PRICE
                && weightPerMille <= FULL_WEIGHT
                && expiresAtMs > issuedAtMs
                && expiresAtMs - issuedAtMs <= MAX_TRANSFER_MS
                && settleByMs >= expiresAtMs
                && settleByMs - issuedAtMs <= MAX_SETTLE_MS
                && window == issuedAtMs / WINDOW_MS;
    }

    /**
     * What a cumulative number of bytes is worth in all under this grant: {@code ⌊min(bytes, maxBytes) × price × weight
     * ÷ (2^20 × 1000)⌋} micro-credits. Rounded once from the cumulative value, so cutting a transfer into many receipts
     * never changes the sum. Zero for an unpaid grant.
     *
     * @throws ArithmeticException only for a grant whose numbers are not possible
     */
    public long amountFor(long cumulativeBytes) {
        if (payerMode == PayerMode.UNPAID) {
            return 0;
        }
        long paidBytes = Math.min(cumulativeBytes, maxBytes);
        long rate = Math.multiplyExact(priceMicroCreditsPerMib, weightPerMille);
        return Math.multiplyExact(paidBytes, rate) / MICRO_CREDIT_DIVISOR;
    }
}
