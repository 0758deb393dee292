package io.ayni.agent.swarm.exchange;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.PeerProof;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.util.Optional;

/**
 * Checks grants offline, in the order of {@link Refusal}, so that two faults always give the same answer. Everything from
 * {@link Refusal#NOT_SHARING} on is not about the documents and is decided by the caller.
 *
 * @param operatorKeys whose grants are believed
 */
public record GrantRules(OperatorKeys operatorKeys) {
    /** Difference between two clocks that is forgiven. */
    public static final long CLOCK_TOLERANCE_MS = 60_000;

    private static final GrantId UNREADABLE = new GrantId(new byte[GrantId.WIDTH]);

    /**
     * What an uploader is shown.
     *
     * @param grant the grant as it came
     * @param proof signature of the session key over the downloader's {@link PeerProof}
     * @param downloaderNonce nonce of the side that presents
     * @param uploaderNonce nonce of the side that checks
     */
    public record Presentation(Envelope grant, byte[] proof, byte[] downloaderNonce, byte[] uploaderNonce) {}

    /** Checks a grant that is presented to this uploader for this item. */
    public GrantVerdict checkPresented(
            Presentation shown, NodeId uploader, ContentId item, UploadAccounts accounts, long nowMs) {
        return switch (checkOffered(shown.grant(), uploader, item, nowMs)) {
            case GrantVerdict.Bad bad -> bad;
            case GrantVerdict.Good good
            when accounts.mayBeForgotten(good.grant().issuedAtMs()) ->
                new GrantVerdict.Bad(good.grant().grantId(), Refusal.EXPIRED);
            case GrantVerdict.Good good -> checkProof(good, shown);
        };
    }

    /** Checks a grant that the tracker hands to a downloader; the same rules but for the proof. */
    public GrantVerdict checkOffered(Envelope envelope, NodeId uploader, ContentId item, long nowMs) {
        Grant grant;
        try {
            grant = Grant.decode(envelope.body());
        } catch (MalformedDocumentException e) {
            return new GrantVerdict.Bad(UNREADABLE, Refusal.MALFORMED);
        }
        Optional<Ed25519PublicKey> sessionKey = Ed25519PublicKey.decode(grant.sessionKey());
        return refusalOf(grant, envelope, uploader, item, nowMs, sessionKey.isPresent())
                .<GrantVerdict>map(reason -> new GrantVerdict.Bad(grant.grantId(), reason))
                .orElseGet(() -> new GrantVerdict.Good(grant, sessionKey.orElseThrow()));
    }

    private Optional<Refusal> refusalOf(
            Grant grant, Envelope envelope, NodeId uploader, ContentId item, long nowMs, boolean usableKey) {
        if (!grant.hasPossibleNumbers() || !usableKey || !envelope.keyId().equals(grant.keyId())) {
            return Optional.of(Refusal.MALFORMED);
        }
        if (!grant.uploaderId().equals(uploader) || !grant.contentId().equals(item)) {
            return Optional.of(Refusal.NOT_FOR_ME);
        }
        if (isOver(grant, nowMs) || nowMs < grant.issuedAtMs() - CLOCK_TOLERANCE_MS) {
            return Optional.of(Refusal.EXPIRED);
        }
        Optional<PublishedKey> key =
                operatorKeys.find(KeyPurpose.GRANT, grant.keyId()).filter(known -> known.isValidAt(grant.issuedAtMs()));
        if (key.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_KEY);
        }
        return envelope.isSignedBy(key.get().key()) ? Optional.empty() : Optional.of(Refusal.BAD_SIGNATURE);
    }

    private static GrantVerdict checkProof(GrantVerdict.Good good, Presentation shown) {
        Grant grant = good.grant();
        byte[] proven = new PeerProof(
                        PeerProof.Role.DOWNLOADER,
                        shown.downloaderNonce(),
                        shown.uploaderNonce(),
                        grant.grantId(),
                        grant.contentId())
                .encode();
        return good.sessionKey().verify(proven, shown.proof())
                ? good
                : new GrantVerdict.Bad(grant.grantId(), Refusal.BAD_PROOF);
    }

    /** Whether nothing may be sent under the grant any more, clock difference forgiven. */
    public static boolean isOver(Grant grant, long nowMs) {
        return nowMs > grant.expiresAtMs() + CLOCK_TOLERANCE_MS;
    }
}
