package io.ayni.ledger.wiring;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.voucher.VoucherKeys;
import io.ayni.contracts.voucher.VoucherMint;
import io.ayni.ledger.benefit.BenefitCatalogue;
import io.ayni.ledger.benefit.PublishBenefit;
import io.ayni.ledger.benefit.http.JwksRoute;
import io.ayni.ledger.benefit.postgres.PostgresBenefitCatalogue;
import io.ayni.ledger.config.KeyList;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.config.SecretFiles;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.redemption.DiscountVoucher;
import io.ayni.ledger.redemption.EndRedemption;
import io.ayni.ledger.redemption.Redeem;
import io.ayni.ledger.redemption.RedemptionRules;
import io.ayni.ledger.redemption.RedemptionStore;
import io.ayni.ledger.redemption.kafka.RedemptionEvents;
import io.ayni.ledger.redemption.postgres.EntitlementFeed;
import io.ayni.ledger.redemption.postgres.PostgresRedemptionStore;
import io.ayni.ledger.settlement.kafka.SettlementEvents;
import io.ayni.ledger.settlement.postgres.StandingTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/** Benefits, redemptions, vouchers and entitlements. */
@Singleton
class RedemptionWiring {
    private final LedgerConfig config;

    RedemptionWiring(LedgerConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    VoucherMint voucherMint(KeyList keys) {
        return StartRefusal.unless("voucher-key-file", () -> {
            Ed25519PrivateKey key = SecretFiles.privateKey(config.voucherKeyFile());
            if (keys.now().find(KeyPurpose.VOUCHER, key.publicKey().id()).isEmpty()) {
                throw new IllegalArgumentException(
                        "the operator's keys do not publish the voucher key: add its public half to the key list");
            }
            return new VoucherMint(key, config.tokenIssuer());
        });
    }

    @Produces
    @Singleton
    JwksRoute jwksRoute(KeyList keys, LongSupplier nowMs) {
        return new JwksRoute(() -> VoucherKeys.jwks(keys.now(), nowMs.getAsLong()));
    }

    @Produces
    @Singleton
    BenefitCatalogue benefitCatalogue(Transactions transactions) {
        return new PostgresBenefitCatalogue(transactions, SettlementEvents::moved);
    }

    @Produces
    @Singleton
    PublishBenefit publishBenefit(BenefitCatalogue catalogue, LongSupplier nowMs) {
        return new PublishBenefit(catalogue, nowMs);
    }

    @Produces
    @Singleton
    EntitlementFeed entitlementFeed() {
        return new EntitlementFeed(StandingTable::quarantine, RedemptionEvents::entitlements, config.shards());
    }

    @Produces
    @Singleton
    PostgresRedemptionStore redemptionStore(Transactions transactions, EntitlementFeed feed, LongSupplier nowMs) {
        return new PostgresRedemptionStore(transactions, feed, RedemptionEvents::moved, config.shards(), nowMs);
    }

    @Produces
    @Singleton
    RedemptionRules redemptionRules(VoucherMint mint) {
        return new RedemptionRules((order, atMs) -> mint.mint(DiscountVoucher.of(order, atMs)));
    }

    @Produces
    @Singleton
    Redeem redeem(RedemptionStore store, RedemptionRules rules, BackgroundLoops loops) {
        SecureRandom random = new SecureRandom();
        return new Redeem(store, rules, () -> randomId(random), loops::signal);
    }

    private static RedemptionId randomId(SecureRandom random) {
        byte[] id = new byte[RedemptionId.WIDTH];
        random.nextBytes(id);
        return new RedemptionId(id);
    }

    @Produces
    @Singleton
    EndRedemption endRedemption(
            RedemptionStore store, RedemptionRules rules, BackgroundLoops loops, LongSupplier nowMs) {
        return new EndRedemption(store, rules, nowMs, loops::signal);
    }
}
