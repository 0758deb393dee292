package io.ayni.contracts.verify;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.util.Optional;

/**
 * The documents of one settlement: read, checked against the cause that names them, and their signatures verified. Says
 * nothing about amounts.
 *
 * @param grant as the tracker signed it
 * @param receipt as the downloader signed it
 */
record Evidence(Envelope grant, Envelope receipt) {
    /** The documents, once they have been found good. */
    record Proven(Grant grant, Receipt receipt) {}

    /** What is wrong with the evidence; a sentence for people. */
    static final class Refuted extends Exception {
        private static final long serialVersionUID = 1L;

        Refuted(String explanation) {
            super(explanation, null, false, false);
        }
    }

    Proven prove(EntryCause.Settlement cause, OperatorKeys keys, long recordedAtMs) throws Refuted {
        require(grant.id().equals(cause.grantDocument()), "the grant is not the one that the entry names");
        require(receipt.id().equals(cause.receiptDocument()), "the receipt is not the one that the entry names");
        Proven documents = decode();
        require(documents.grant().grantId().equals(cause.grantId()), "the grant has another id than the entry");
        require(documents.receipt().grantId().equals(cause.grantId()), "the receipt is for another grant");
        requireGrantSignature(documents.grant(), keys, recordedAtMs);
        Optional<Ed25519PublicKey> sessionKey =
                Ed25519PublicKey.decode(documents.grant().sessionKey());
        require(sessionKey.isPresent(), "the session key is not a usable key");
        require(receipt.isSignedBy(sessionKey.get()), "the receipt's signature does not hold");
        return documents;
    }

    /** Who gave the bytes; empty when the grant is no document. */
    Optional<NodeId> uploader() {
        try {
            return Optional.of(Grant.decode(grant.body()).uploaderId());
        } catch (MalformedDocumentException e) {
            return Optional.empty();
        }
    }

    private Proven decode() throws Refuted {
        try {
            return new Proven(Grant.decode(grant.body()), Receipt.decode(receipt.body()));
        } catch (MalformedDocumentException e) {
            throw new Refuted("grant or receipt is not a document: " + e.getMessage());
        }
    }

    private void requireGrantSignature(Grant decoded, OperatorKeys keys, long recordedAtMs) throws Refuted {
        Optional<PublishedKey> key = keys.find(KeyPurpose.GRANT, decoded.keyId());
        require(key.isPresent() && grant.keyId().equals(decoded.keyId()), "the grant's key is not published");
        require(key.get().isValidAt(decoded.issuedAtMs()), "the grant's key was not valid when it was issued");
        require(!key.get().isRevokedAt(recordedAtMs), "the grant's key was revoked before the settlement");
        require(grant.isSignedBy(key.get().key()), "the grant's signature does not hold");
    }

    private static void require(boolean holds, String otherwise) throws Refuted {
        if (!holds) {
            throw new Refuted(otherwise);
        }
    }
}
