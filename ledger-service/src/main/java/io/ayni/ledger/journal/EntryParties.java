package io.ayni.ledger.journal;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.LedgerAccount;

/**
 * Who and what stands behind an entry that a receipt caused; by this an owner finds it.
 *
 * @param owner whose account earns
 * @param node who gave the bytes
 * @param window hour that the grant belongs to
 * @param grantDocument message id of the grant
 * @param receiptDocument message id of the receipt
 */
public record EntryParties(
        LedgerAccount.Owner owner, NodeId node, long window, DocumentId grantDocument, DocumentId receiptDocument) {}
