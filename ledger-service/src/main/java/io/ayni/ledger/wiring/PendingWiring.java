package io.ayni.ledger.wiring;

import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.cap.PurgeCaps;
import io.ayni.ledger.cap.postgres.PostgresCapStore;
import io.ayni.ledger.config.KeyList;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.pending.ReleaseLots;
import io.ayni.ledger.pending.ReleaseRules;
import io.ayni.ledger.pending.ReleaseRun;
import io.ayni.ledger.pending.postgres.PostgresPending;
import io.ayni.ledger.report.SubmitReports;
import io.ayni.ledger.report.postgres.PostgresReports;
import io.ayni.ledger.settlement.kafka.SettlementEvents;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Caps, pending lots and their release, reports. */
@Singleton
class PendingWiring {
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final LedgerConfig config;

    PendingWiring(LedgerConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    CapRules capRules() {
        LedgerConfig.Caps caps = config.caps();
        return new CapRules(new CapPolicy(
                caps.pairFullBytes(),
                Math.multiplyExact(caps.prefixCredits(), CampaignFunding.MICRO_CREDITS_PER_CREDIT),
                Math.multiplyExact(caps.accountCredits(), CampaignFunding.MICRO_CREDITS_PER_CREDIT),
                caps.contentPercent()));
    }

    @Produces
    @Singleton
    PurgeCaps purgeCaps(Transactions transactions, LongSupplier nowMs) {
        return new PurgeCaps(new PostgresCapStore(transactions), nowMs);
    }

    @Produces
    @Singleton
    PendingPolicy pendingPolicy() {
        LedgerConfig.Pending pending = config.pending();
        return new PendingPolicy(
                pending.lotLength().toMillis(),
                pending.hold().toMillis(),
                pending.vesting().toMillis(),
                pending.vestingSessions(),
                LOOK_AGAIN.toMillis());
    }

    @Produces
    @Singleton
    SubmitReports submitReports(Transactions transactions, LongSupplier nowMs) {
        return new SubmitReports(new PostgresReports(transactions), nowMs);
    }

    @Produces
    @Singleton
    ReleaseLots releaseLots(Transactions transactions, PendingPolicy policy, KeyList keys, LongSupplier nowMs) {
        PostgresPending store = new PostgresPending(
                transactions, new ReleaseRun(new ReleaseRules(policy)), keys::now, SettlementEvents::moved);
        return new ReleaseLots(store, keys::now, config.shards(), nowMs);
    }
}
