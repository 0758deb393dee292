package io.ayni.ledger.pending;

import io.ayni.contracts.journal.Lot;

/**
 * A lot that has not ended.
 *
 * @param lot which
 * @param microCredits what it holds, above zero
 */
public record PendingLot(Lot lot, long microCredits) {}
