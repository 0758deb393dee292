package io.ayni.tracker.grant;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.document.SealingKey;
import io.ayni.tracker.swarm.GrantOrder;

/**
 * Signs grants with the operator's grant key, at the operator's price. A function of the order: the same order gives the
 * same bytes. Safe for all threads; one signature takes some tens of microseconds.
 */
public final class GrantIssuer {
    private final Ed25519PrivateKey key;
    private final KeyId keyId;
    private final SealingKey sealingKey;
    private final String campaign;
    private final long priceMicroCreditsPerMib;

    /**
     * @param key grant key
     * @param sealingKey hides the terms from the peers
     * @param campaign pool that pays
     * @param priceMicroCreditsPerMib 0 to {@link Grant#MAX_PRICE}
     * @throws IllegalArgumentException for a campaign or price that no grant can carry
     */
    public GrantIssuer(Ed25519PrivateKey key, SealingKey sealingKey, String campaign, long priceMicroCreditsPerMib) {
        if (!GrantTerms.isCampaign(campaign)) {
            throw new IllegalArgumentException("a campaign is 1 to 16 characters of [a-z0-9-]");
        }
        if (priceMicroCreditsPerMib < 0 || priceMicroCreditsPerMib > Grant.MAX_PRICE) {
            throw new IllegalArgumentException("a price is 0 to " + Grant.MAX_PRICE + " micro-credits per MiB");
        }
        this.key = key;
        this.keyId = key.publicKey().id();
        this.sealingKey = sealingKey;
        this.campaign = campaign;
        this.priceMicroCreditsPerMib = priceMicroCreditsPerMib;
    }

    /** The signed grant for an order: 15 minutes to transfer, 24 hours to settle. */
    public Envelope issue(GrantOrder order) {
        GrantTerms terms = new GrantTerms(
                order.uploaderAccount(),
                order.downloaderAccount(),
                campaign,
                order.uploaderPrefixTag(),
                order.downloaderPrefixTag(),
                order.contentBytes(),
                false);
        byte[] body = new Grant(
                        order.grantId(),
                        keyId,
                        order.issuedAtMs(),
                        order.issuedAtMs() + Grant.MAX_TRANSFER_MS,
                        order.issuedAtMs() + Grant.MAX_SETTLE_MS,
                        order.issuedAtMs() / Grant.WINDOW_MS,
                        order.uploaderId(),
                        order.sessionKey(),
                        order.contentId(),
                        order.maxBytes(),
                        priceMicroCreditsPerMib,
                        PayerMode.CAMPAIGN_POOL,
                        order.weightPerMille(),
                        sealingKey.seal(order.grantId(), terms, order.sealingNonce()))
                .encode();
        return new Envelope(body, key.sign(body), keyId);
    }
}
