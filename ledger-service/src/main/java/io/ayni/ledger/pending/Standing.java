package io.ayni.ledger.pending;

import java.util.Optional;

/**
 * How an account stands with the operator. A fresh account has none of its numbers.
 *
 * @param firstSettledAtMs ledger's time of its first settlement
 * @param settledGrants grants of which something was settled
 * @param quarantine why it is served by the edge only, if it is
 * @param voidPendingUntilMs lots that ended up to here are void, 0 when none are: a case was upheld
 */
public record Standing(
        long firstSettledAtMs, long settledGrants, Optional<QuarantineReason> quarantine, long voidPendingUntilMs) {}
