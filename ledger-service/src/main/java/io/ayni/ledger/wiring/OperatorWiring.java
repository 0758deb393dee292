package io.ayni.ledger.wiring;

import io.ayni.ledger.campaign.postgres.PostgresFunding;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.config.SecretFiles;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.operator.OperatorDesk;
import io.ayni.ledger.operator.OperatorRules;
import io.ayni.ledger.operator.Operators;
import io.ayni.ledger.operator.postgres.PostgresOperatorDesk;
import io.ayni.ledger.operator.postgres.RedemptionActs;
import io.ayni.ledger.operator.postgres.StandingChanged;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.redemption.RedemptionRules;
import io.ayni.ledger.redemption.postgres.EntitlementFeed;
import io.ayni.ledger.redemption.postgres.PostgresRedemptionStore;
import io.ayni.ledger.settlement.kafka.SettlementEvents;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.LongSupplier;

/** Who is an operator, and what operators do. */
@Singleton
class OperatorWiring {
    private final LedgerConfig config;

    OperatorWiring(LedgerConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Operators operators() {
        return StartRefusal.unless("operators-file", () -> SecretFiles.operators(config.operatorsFile()));
    }

    /** Gateways and trackers are told with the account's rights; settlements and releases read the standing themselves. */
    @Produces
    @Singleton
    StandingChanged standingChanged(EntitlementFeed entitlements) {
        return entitlements::changed;
    }

    @Produces
    @Singleton
    OperatorDesk operatorDesk(
            Transactions transactions,
            PostgresFunding funding,
            PendingPolicy policy,
            StandingChanged standingChanged,
            PostgresRedemptionStore redemptions,
            RedemptionRules redemptionRules,
            LongSupplier nowMs) {
        return new PostgresOperatorDesk(
                transactions,
                funding,
                new OperatorRules(config.shards()),
                policy,
                standingChanged,
                new RedemptionActs(redemptions, redemptionRules, SettlementEvents::moved, nowMs),
                SettlementEvents::moved,
                nowMs);
    }
}
