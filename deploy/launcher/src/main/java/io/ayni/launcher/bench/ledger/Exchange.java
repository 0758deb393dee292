package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.identity.AccountId;
import java.util.random.RandomGenerator;

/**
 * Signs what one exchange leaves: a grant as the tracker gives it and the downloader's last receipt, under a session key of
 * its own.
 *
 * @param grantKey the operator's
 * @param sealingKey the operator's
 * @param issuedAtMs when the grants are issued
 */
record Exchange(Ed25519PrivateKey grantKey, SealingKey sealingKey, long issuedAtMs) {
    /** What each exchange delivers. */
    static final long BYTES = 4L << 20;
    /** What that is worth. */
    static final long MICRO_CREDITS = 4000;

    private static final long PRICE_PER_MIB = 1000;
    private static final long ITEM_BYTES = 1L << 30;
    private static final long TRANSFER_MS = 10 * 60_000L;
    private static final String CAMPAIGN = "default";

    SettlementEntry sign(Uploader uploader, AccountId downloader, ContentId item, RandomGenerator random) {
        Ed25519PrivateKey session = Community.key(random);
        var grantId = new GrantId(bytes(GrantId.WIDTH, random));
        var terms = new GrantTerms(
                uploader.account(), downloader, CAMPAIGN, uploader.prefixTag(), random.nextInt(), ITEM_BYTES, false);
        byte[] sealed = sealingKey.seal(grantId, terms, bytes(SealingKey.NONCE_WIDTH, random));
        Grant grant = grant(uploader, grantId, item, session, sealed);
        var receipt = new Receipt(
                grantId,
                1,
                BYTES,
                1,
                bytes(Receipt.DIGEST_WIDTH, random),
                new DocumentId(new byte[DocumentId.WIDTH]),
                issuedAtMs);
        return new SettlementEntry(Envelope.sign(grant, grantKey), Envelope.sign(receipt, session));
    }

    private Grant grant(Uploader uploader, GrantId id, ContentId item, Ed25519PrivateKey session, byte[] sealed) {
        return new Grant(
                id,
                grantKey.publicKey().id(),
                issuedAtMs,
                issuedAtMs + TRANSFER_MS,
                issuedAtMs + Grant.MAX_SETTLE_MS,
                issuedAtMs / Grant.WINDOW_MS,
                uploader.id(),
                session.publicKey().bytes(),
                item,
                BYTES,
                PRICE_PER_MIB,
                PayerMode.CAMPAIGN_POOL,
                Grant.FULL_WEIGHT,
                sealed);
    }

    private static byte[] bytes(int length, RandomGenerator random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
