package io.ayni.ledger.pending;

import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.VoidReason;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;

/**
 * Decides about lots. In this order: a lot of a revoked key is void; one that an upheld case reaches is void; one inside
 * its hold time, of a quarantined or of a new account waits; all others are released.
 *
 * <pre>
 * collecting ──untilMs──► held ──hold time──► vesting ──► released
 *                           └──────key revoked, case upheld──────► voided
 * </pre>
 */
public final class ReleaseRules {
    private final PendingPolicy policy;

    /** @param policy how long things take */
    public ReleaseRules(PendingPolicy policy) {
        this.policy = policy;
    }

    /**
     * Decides.
     *
     * @param lot a lot that has not ended
     * @param standing of its owner
     * @param keys the operator's keys as published now
     * @param nowMs the time that the entry would bear, on the ledger's clock
     */
    public ReleaseVerdict decide(Lot lot, Standing standing, OperatorKeys keys, long nowMs) {
        if (nowMs <= lot.untilMs()) {
            return new ReleaseVerdict.Wait(policy.firstLookMs(lot.untilMs()));
        }
        if (isRevoked(lot, keys, nowMs)) {
            return new ReleaseVerdict.Void(VoidReason.KEY_REVOKED);
        }
        if (lot.untilMs() <= standing.voidPendingUntilMs()) {
            return new ReleaseVerdict.Void(VoidReason.CASE_UPHELD);
        }
        if (nowMs < policy.firstLookMs(lot.untilMs())) {
            return new ReleaseVerdict.Wait(policy.firstLookMs(lot.untilMs()));
        }
        if (standing.quarantine().isPresent()) {
            return new ReleaseVerdict.Wait(nowMs + policy.lookAgainMs());
        }
        return vested(standing, nowMs);
    }

    private ReleaseVerdict vested(Standing standing, long nowMs) {
        long vestsAtMs = Math.addExact(standing.firstSettledAtMs(), policy.vestingMs());
        boolean vested = nowMs >= vestsAtMs || standing.settledGrants() >= policy.vestingSessions();
        return vested
                ? new ReleaseVerdict.Release()
                : new ReleaseVerdict.Wait(Math.min(vestsAtMs, nowMs + policy.lookAgainMs()));
    }

    private static boolean isRevoked(Lot lot, OperatorKeys keys, long nowMs) {
        return keys.find(KeyPurpose.GRANT, lot.grantKey())
                .filter(key -> key.isRevokedAt(nowMs))
                .isPresent();
    }
}
