package io.ayni.ledger.cap;

import io.ayni.contracts.journal.EarningCap;
import java.util.Map;
import java.util.Optional;

/**
 * What the caps leave of an amount.
 *
 * @param paidMicroCredits what may be paid
 * @param withheldMicroCredits what they took
 * @param cap the first that took something
 * @param uses what each counter goes up by if the amount is paid
 */
public record CapOutcome(
        long paidMicroCredits, long withheldMicroCredits, Optional<EarningCap> cap, Map<CapKey, Long> uses) {}
