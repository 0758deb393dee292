package io.ayni.ledger.settlement;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.Lot;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.cap.CapOutcome;
import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.pending.PendingPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the records handled so far use up of the caps and add to pending lots. One per decision, used by one thread. */
final class Earnings {
    private final CapRules capRules;
    private final PendingPolicy pendingPolicy;
    private final LoadedState state;
    private final Map<CapKey, Long> capUses = new HashMap<>();
    private final Map<Lot, Long> lots = new HashMap<>();
    private final Map<AccountId, Long> newGrants = new HashMap<>();

    Earnings(CapRules capRules, PendingPolicy pendingPolicy, LoadedState state) {
        this.capRules = capRules;
        this.pendingPolicy = pendingPolicy;
        this.state = state;
    }

    boolean isQuarantined(AccountId payee) {
        return state.quarantined().contains(payee);
    }

    /** What the caps leave of an amount; nothing is used yet. */
    CapOutcome afterCaps(Grant grant, GrantTerms terms, long bytes, long due) {
        return due == 0
                ? new CapOutcome(0, 0, Optional.empty(), Map.of())
                : capRules.apply(grant, terms, bytes, due, this::used);
    }

    private long used(CapKey key) {
        return Math.addExact(state.capsUsed().getOrDefault(key, 0L), capUses.getOrDefault(key, 0L));
    }

    /** The lot that an amount goes into at a time. */
    Lot lot(Grant grant, GrantTerms terms, long recordedAtMs) {
        return new Lot(
                state.head().shard(),
                terms.uploaderAccount(),
                terms.campaign(),
                grant.keyId(),
                pendingPolicy.lotUntilMs(recordedAtMs));
    }

    /** The amount is posted: caps are used, the lot grows. */
    void post(CapOutcome outcome, Lot lot) {
        outcome.uses().forEach((key, use) -> capUses.merge(key, use, Math::addExact));
        if (outcome.paidMicroCredits() > 0) {
            lots.merge(lot, outcome.paidMicroCredits(), Math::addExact);
        }
    }

    void countNewGrant(AccountId payee) {
        newGrants.merge(payee, 1L, Math::addExact);
    }

    SortedMap<CapKey, Long> capUses() {
        return new TreeMap<>(capUses);
    }

    Map<Lot, Long> lots() {
        return Map.copyOf(lots);
    }

    SortedMap<AccountId, Long> newGrants() {
        return new TreeMap<>(newGrants);
    }
}
