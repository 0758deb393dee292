package io.ayni.ledger.simulation;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;

/**
 * A receipt and what is true of it.
 *
 * @param receipt the receipt as it is handed in
 * @param id its message id
 * @param bytes what it says
 * @param isSigned whether the grant's session key signed it
 */
record Slip(Envelope receipt, DocumentId id, long bytes, boolean isSigned) {}
