package io.ayni.ledger.redemption;

import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.Benefit;

/**
 * A right for a time.
 *
 * @param redemption what it was had for
 * @param benefit the version that gives it
 * @param right from and until when
 */
public record Entitlement(RedemptionId redemption, Benefit benefit, Gain.Right right) {}
