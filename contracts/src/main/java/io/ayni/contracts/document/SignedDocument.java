package io.ayni.contracts.document;

/** A document whose encoding is signed. The layouts stand field by field in {@code docs/protocol.md}. */
public sealed interface SignedDocument
        permits Grant, Receipt, SettlementBatch, Report, Ack, Publication, RegistrationProof, PeerProof, Statement {
    /** The body: tag and fields, the only bytes that a signature of this document covers. */
    byte[] encode();
}
