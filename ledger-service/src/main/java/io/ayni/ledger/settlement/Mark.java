package io.ayni.ledger.settlement;

import io.ayni.contracts.document.DocumentId;

/**
 * High-water mark of a grant.
 *
 * @param settledBytes highest settled cumulative value, above zero
 * @param grantDocument message id of the grant that it was settled under: one grant id stands for one document
 */
public record Mark(long settledBytes, DocumentId grantDocument) {}
