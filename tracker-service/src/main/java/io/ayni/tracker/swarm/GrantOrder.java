package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;

/**
 * Everything that was decided about one grant; to be signed outside the core.
 *
 * @param grantId random name
 * @param sealingNonce random, for the sealed terms, 12 bytes
 * @param issuedAtMs issue
 * @param uploaderId who may be paid
 * @param uploaderAccount whose account that is
 * @param downloaderAccount who receives
 * @param uploaderPrefixTag keyed tag of the uploader's network
 * @param downloaderPrefixTag the same of the downloader
 * @param sessionKey the downloader's key for this grant, 32 bytes
 * @param contentId what may be paid for
 * @param contentBytes size of that item
 * @param weightPerMille share of the price that is paid
 */
public record GrantOrder(
        GrantId grantId,
        byte[] sealingNonce,
        long issuedAtMs,
        NodeId uploaderId,
        AccountId uploaderAccount,
        AccountId downloaderAccount,
        int uploaderPrefixTag,
        int downloaderPrefixTag,
        byte[] sessionKey,
        ContentId contentId,
        long contentBytes,
        int weightPerMille) {
    /** Hard limit of the grant. */
    public long maxBytes() {
        return Math.min(contentBytes, Grant.MAX_GRANT_BYTES);
    }
}
