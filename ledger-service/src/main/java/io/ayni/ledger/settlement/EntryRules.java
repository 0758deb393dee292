package io.ayni.ledger.settlement;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.MalformedDocumentException.Fault;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.ledger.settlement.JudgedEntry.Claim;
import io.ayni.ledger.settlement.JudgedEntry.Disproved;
import io.ayni.ledger.settlement.JudgedEntry.Proven;
import io.ayni.ledger.settlement.JudgedEntry.Refused;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The checks of one entry that need no state: {@link #screen} costs next to nothing, {@link #prove} two signature
 * verifications. Safe for all threads, reads no clock; the time printed on a receipt decides nothing.
 */
public final class EntryRules {
    private static final GrantId NO_GRANT = new GrantId(new byte[GrantId.WIDTH]);

    private final Supplier<OperatorKeys> keys;
    private final SealingKey sealingKey;

    /**
     * @param keys the operator's keys as published now
     * @param sealingKey opens the operator's side of a grant
     */
    public EntryRules(Supplier<OperatorKeys> keys, SealingKey sealingKey) {
        this.keys = keys;
        this.sealingKey = sealingKey;
    }

    /**
     * The checks that come before the high-water mark, in their order of precedence: MALFORMED, UNSUPPORTED_VERSION,
     * WINDOW_CLOSED, NOT_THE_UPLOADER, OVER_LIMIT.
     *
     * @param entry the entry
     * @param uploader who signed the batch
     * @param receivedAtMs when the ledger received the batch, its own clock
     */
    public JudgedEntry screen(SettlementEntry entry, NodeId uploader, long receivedAtMs) {
        Reading<Grant> grant = read(entry.grant(), Grant::decode);
        Reading<Receipt> receipt = read(entry.receipt(), Receipt::decode);
        GrantId grantId = grant.document().map(Grant::grantId).orElse(NO_GRANT);
        if (grant.is(Fault.MALFORMED) || receipt.is(Fault.MALFORMED)) {
            return new Refused(grantId, ResultCode.MALFORMED);
        }
        if (grant.document()
                .filter(g -> !g.keyId().equals(entry.grant().keyId()))
                .isPresent()) {
            return new Refused(grantId, ResultCode.MALFORMED);
        }
        if (grant.document().isEmpty() || receipt.document().isEmpty()) {
            return new Refused(grantId, ResultCode.UNSUPPORTED_VERSION);
        }
        Claim claim = new Claim(grant.document().get(), receipt.document().get(), entry.grant(), entry.receipt());
        return screen(claim, uploader, receivedAtMs);
    }

    private static JudgedEntry screen(Claim claim, NodeId uploader, long receivedAtMs) {
        Grant grant = claim.grant();
        if (!grant.grantId().equals(claim.receipt().grantId())) {
            return new Refused(grant.grantId(), ResultCode.MALFORMED);
        }
        if (receivedAtMs > grant.settleByMs()) {
            return new Refused(grant.grantId(), ResultCode.WINDOW_CLOSED);
        }
        if (!grant.uploaderId().equals(uploader)) {
            return new Refused(grant.grantId(), ResultCode.NOT_THE_UPLOADER);
        }
        if (!grant.hasPossibleNumbers() || claim.receipt().cumulativeBytes() > grant.maxBytes()) {
            return new Refused(grant.grantId(), ResultCode.OVER_LIMIT);
        }
        return claim;
    }

    /**
     * The checks that come after the high-water mark and need no state, in their order of precedence: UNKNOWN_KEY,
     * BAD_GRANT_SIGNATURE, BAD_RECEIPT_SIGNATURE, KEY_REVOKED. A grant whose sealed terms do not open is not a grant that
     * this operator made as it stands, so it counts as BAD_GRANT_SIGNATURE. Whether the key was revoked since is for
     * {@link #isRevokedAt} to say, when the entry is decided.
     */
    public JudgedEntry prove(Claim claim) {
        Grant grant = claim.grant();
        Optional<PublishedKey> key = keys.get().find(KeyPurpose.GRANT, grant.keyId());
        if (key.isEmpty()) {
            return new Disproved(claim, ResultCode.UNKNOWN_KEY);
        }
        Optional<GrantTerms> terms = sealingKey.open(grant);
        if (terms.isEmpty() || !claim.grantEnvelope().isSignedBy(key.get().key())) {
            return new Disproved(claim, ResultCode.BAD_GRANT_SIGNATURE);
        }
        Optional<Ed25519PublicKey> sessionKey = Ed25519PublicKey.decode(grant.sessionKey());
        if (sessionKey.isEmpty() || !claim.receiptEnvelope().isSignedBy(sessionKey.get())) {
            return new Disproved(claim, ResultCode.BAD_RECEIPT_SIGNATURE);
        }
        if (!key.get().isValidAt(grant.issuedAtMs())) {
            return new Disproved(claim, ResultCode.KEY_REVOKED);
        }
        return new Proven(claim, terms.get());
    }

    /**
     * Whether nothing that a grant key signed may be taken at this time any more, by the list as published now: whoever has
     * a revoked key can date grants as he likes. Asked at the decision, because a proof may be older than the revocation.
     */
    boolean isRevokedAt(KeyId grantKey, long timeMs) {
        return keys.get()
                .find(KeyPurpose.GRANT, grantKey)
                .filter(key -> key.isRevokedAt(timeMs))
                .isPresent();
    }

    private static <T> Reading<T> read(Envelope envelope, Decoder<T> decoder) {
        try {
            return new Reading<>(Optional.of(decoder.decode(envelope.body())), Optional.empty());
        } catch (MalformedDocumentException e) {
            return new Reading<>(Optional.empty(), Optional.of(e.fault()));
        }
    }

    private record Reading<T>(Optional<T> document, Optional<Fault> fault) {
        boolean is(Fault kind) {
            return fault.filter(found -> found == kind).isPresent();
        }
    }

    private interface Decoder<T> {
        T decode(byte[] body) throws MalformedDocumentException;
    }
}
