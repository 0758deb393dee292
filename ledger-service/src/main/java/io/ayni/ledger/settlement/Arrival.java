package io.ayni.ledger.settlement;

import io.ayni.contracts.document.Envelope;
import java.util.Optional;

/**
 * A record of the settlement topic with as much of it as could be read.
 *
 * @param raw the record as it was read
 * @param batch the envelope in it; empty when the value is no settlement record
 * @param receivedAtMs when the ledger received the batch, its own clock
 */
public record Arrival(RawRecord raw, Optional<Envelope> batch, long receivedAtMs) {}
