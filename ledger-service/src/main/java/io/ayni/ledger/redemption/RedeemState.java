package io.ayni.ledger.redemption;

import io.ayni.ledger.benefit.Benefit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a wish is decided on.
 *
 * @param nowMs the ledger's clock, read once the funds are locked
 * @param newest the benefit's newest version
 * @param funds of the locked shards, ascending
 * @param open rights that have not ended and pending redemptions of the account
 * @param entitledUntilMs when the account's last right of this benefit ends
 */
public record RedeemState(
        long nowMs, Optional<Benefit> newest, List<Funds> funds, int open, OptionalLong entitledUntilMs) {
    /** Copies the funds. */
    public RedeemState {
        funds = List.copyOf(funds);
    }
}
