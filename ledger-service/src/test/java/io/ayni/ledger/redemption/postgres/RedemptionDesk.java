package io.ayni.ledger.redemption.postgres;

import io.agroal.api.AgroalDataSource;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.voucher.VoucherMint;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.RedemptionDatabase;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.redemption.DiscountVoucher;
import io.ayni.ledger.redemption.EndRedemption;
import io.ayni.ledger.redemption.IdempotencyKey;
import io.ayni.ledger.redemption.Redeem;
import io.ayni.ledger.redemption.RedeemRequest;
import io.ayni.ledger.redemption.RedeemVerdict;
import io.ayni.ledger.redemption.RedemptionRules;
import io.ayni.ledger.redemption.kafka.RedemptionEvents;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/** One instance of the ledger as far as redemptions go: its own pool of connections, the shared database. */
final class RedemptionDesk implements AutoCloseable {
    final AgroalDataSource pool;
    final Transactions transactions;
    final EntitlementFeed feed;
    final PostgresRedemptionStore store;
    final Redeem redeem;
    final EndRedemption end;

    RedemptionDesk(RedemptionDatabase database, int connections, LongSupplier nowMs) {
        this.pool = database.pool(connections);
        this.transactions = new Transactions(pool);
        this.feed = new EntitlementFeed(
                (connection, account) -> Optional.empty(), RedemptionEvents::entitlements, RedemptionDatabase.SHARDS);
        this.store = new PostgresRedemptionStore(
                transactions, feed, RedemptionEvents::moved, RedemptionDatabase.SHARDS, nowMs);
        VoucherMint mint = new VoucherMint(Operator.VOUCHER_KEY, Operator.ISSUER);
        RedemptionRules rules = new RedemptionRules((order, atMs) -> mint.mint(DiscountVoucher.of(order, atMs)));
        this.redeem = new Redeem(store, rules, RedemptionDesk::randomId, () -> {});
        this.end = new EndRedemption(store, rules, nowMs, () -> {});
    }

    RedeemVerdict redeem(AccountId account, BenefitName benefit, String key) {
        return redeem.redeem(new RedeemRequest(account, benefit, RedeemRequest.NEWEST, new IdempotencyKey(key)));
    }

    private static RedemptionId randomId() {
        return RedemptionId.fromHex(UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public void close() {
        pool.close();
    }
}
