package io.ayni.ledger.settlement;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.identity.AccountId;

/**
 * High-water mark of a grant.
 *
 * @param settledBytes highest settled cumulative value, above zero
 * @param grantDocument message id of the grant that it was settled under: one grant id stands for one document
 * @param uploader account that is paid
 * @param downloader account that received
 */
public record Mark(long settledBytes, DocumentId grantDocument, AccountId uploader, AccountId downloader) {}
