package io.ayni.ledger.redemption;

import io.ayni.contracts.identity.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * Everything that an account has a right to at one time.
 *
 * @param account whose
 * @param revision rises by one with each change
 * @param changedAtMs when it became so
 * @param entitlements rights that have not ended, by their beginning
 * @param quarantine reason code when the account is served by the edge only
 */
public record EntitlementSnapshot(
        AccountId account,
        long revision,
        long changedAtMs,
        List<Entitlement> entitlements,
        Optional<String> quarantine) {
    /** Copies the list. */
    public EntitlementSnapshot {
        entitlements = List.copyOf(entitlements);
    }
}
