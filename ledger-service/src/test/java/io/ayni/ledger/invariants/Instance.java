package io.ayni.ledger.invariants;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.campaign.postgres.PostgresFunding;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.export.postgres.PostgresJournalExport;
import io.ayni.ledger.fixture.LedgerDatabase;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.operator.OperatorDesk;
import io.ayni.ledger.operator.OperatorRules;
import io.ayni.ledger.operator.postgres.PostgresOperatorDesk;
import io.ayni.ledger.operator.postgres.RedemptionActs;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.pending.ReleaseLots;
import io.ayni.ledger.pending.ReleaseRules;
import io.ayni.ledger.pending.ReleaseRun;
import io.ayni.ledger.pending.postgres.PostgresPending;
import io.ayni.ledger.redemption.EndRedemption;
import io.ayni.ledger.redemption.Redeem;
import io.ayni.ledger.redemption.RedemptionRules;
import io.ayni.ledger.redemption.RedemptionStore;
import io.ayni.ledger.redemption.kafka.RedemptionEvents;
import io.ayni.ledger.redemption.postgres.EntitlementFeed;
import io.ayni.ledger.redemption.postgres.PostgresRedemptionStore;
import io.ayni.ledger.settlement.Arrival;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.EntryRules;
import io.ayni.ledger.settlement.ParallelJudge;
import io.ayni.ledger.settlement.SettleRecords;
import io.ayni.ledger.settlement.SettlementProgress;
import io.ayni.ledger.settlement.SettlementRules;
import io.ayni.ledger.settlement.SettlementStore;
import io.ayni.ledger.settlement.SettlementVerdict.Gap;
import io.ayni.ledger.settlement.kafka.SettlementEvents;
import io.ayni.ledger.settlement.postgres.PostgresAckStore;
import io.ayni.ledger.settlement.postgres.PostgresSettlementStore;
import io.ayni.ledger.settlement.postgres.StandingTable;
import io.ayni.ledger.transparency.CheckpointPolicy;
import io.ayni.ledger.transparency.CheckpointSigner;
import io.ayni.ledger.transparency.PublicLog;
import io.ayni.ledger.transparency.PublishCheckpoints;
import io.ayni.ledger.transparency.postgres.PostgresPublicLog;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** One process of the ledger, without Kafka and gRPC: its own connections and rules, the shared database. */
final class Instance implements AutoCloseable, SettlementProgress {
    /** Binds the owners who give much. */
    static final CapPolicy CAPS = new CapPolicy(Long.MAX_VALUE, Long.MAX_VALUE, 400_000, Integer.MAX_VALUE);

    static final PendingPolicy PENDING = new PendingPolicy(1_000, 300, 0, 0, 200);

    private static final int CONNECTIONS = 10;

    final Transactions transactions;
    final Redeem redeem;
    final EndRedemption end;
    final RedemptionStore redemptions;
    final OperatorDesk desk;
    final PublicLog log;
    final PublishCheckpoints checkpoints;
    final PostgresAckStore acks;
    private final AgroalDataSource pool;
    private final SettlementStore store;
    private final SettleRecords settleRecords;
    private final ReleaseLots releaseLots;
    private final ExecutorService verifiers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<ResultCode, Integer> results = new ConcurrentSkipListMap<>();
    private final AtomicInteger troubles = new AtomicInteger();

    /** @param nowMs its clock */
    Instance(LedgerDatabase database, LongSupplier nowMs) {
        this.pool = pool(database);
        this.transactions = new Transactions(pool);
        EntryRules entryRules = new EntryRules(() -> Operator.KEYS, Operator.SEALING_KEY);
        PostgresSettlementStore settlements =
                new PostgresSettlementStore(transactions, Operator.LEDGER_KEY, SettlementEvents::of, PENDING, nowMs);
        this.store = settlements;
        this.settleRecords = new SettleRecords(
                new ParallelJudge(entryRules, Papers.SHARDS, verifiers),
                new SettlementRules(entryRules, new CapRules(CAPS), PENDING),
                settlements,
                this,
                failures -> {},
                nowMs);
        PostgresPending lots = new PostgresPending(
                transactions, new ReleaseRun(new ReleaseRules(PENDING)), () -> Operator.KEYS, SettlementEvents::moved);
        this.releaseLots = new ReleaseLots(lots, () -> Operator.KEYS, Papers.SHARDS, nowMs);
        EntitlementFeed feed =
                new EntitlementFeed(StandingTable::quarantine, RedemptionEvents::entitlements, Papers.SHARDS);
        PostgresRedemptionStore stored =
                new PostgresRedemptionStore(transactions, feed, RedemptionEvents::moved, Papers.SHARDS, nowMs);
        this.redemptions = stored;
        RedemptionRules rules = new RedemptionRules((order, atMs) -> "voucher");
        this.redeem = new Redeem(redemptions, rules, Instance::randomId, () -> {});
        this.end = new EndRedemption(redemptions, rules, nowMs, () -> {});
        this.desk = new PostgresOperatorDesk(
                transactions,
                new PostgresFunding(transactions, Papers.SHARDS, SettlementEvents::moved, nowMs),
                new OperatorRules(Papers.SHARDS),
                PENDING,
                feed::changed,
                new RedemptionActs(stored, rules, SettlementEvents::moved, nowMs),
                SettlementEvents::moved,
                nowMs);
        this.log = new PostgresPublicLog(transactions);
        this.checkpoints = new PublishCheckpoints(
                log,
                new CheckpointPolicy(Duration.ZERO, 1),
                new CheckpointSigner(Operator.ISSUER, Operator.CHECKPOINT_KEY),
                nowMs);
        this.acks = new PostgresAckStore(transactions);
    }

    private static RedemptionId randomId() {
        return RedemptionId.fromHex(UUID.randomUUID().toString().replace("-", ""));
    }

    private static AgroalDataSource pool(LedgerDatabase database) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS)
                            .acquisitionTimeout(Duration.ofSeconds(60))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.jdbcUrl())
                                    .jdbcProperty("options", "-c lock_timeout=30s -c statement_timeout=60s")
                                    .principal(new NamePrincipal(
                                            database.application().user()))
                                    .credential(new SimplePassword(
                                            database.application().password())))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Settles consecutive records; answers where to go on. */
    long settle(int shard, List<Arrival> records) {
        try {
            return settleRecords.settle(shard, records).isPresent()
                    ? store.nextOffset(shard)
                    : records.getLast().raw().offset() + 1;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }

    /** Offset of the next record of a shard. */
    long nextOffset(int shard) {
        return store.nextOffset(shard);
    }

    /** Looks at all lots that are due. */
    void release() {
        releaseLots.run();
    }

    /** How often each result was given. */
    Map<ResultCode, Integer> results() {
        return results;
    }

    /** How often something had to be tried again. */
    int troubles() {
        return troubles.get();
    }

    /** The whole journal. */
    String export() {
        StringBuilder text = new StringBuilder();
        try {
            new PostgresJournalExport(pool).write(text);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    @Override
    public void settled(int shard, Decision decision, long elapsedMs) {
        decision.acks()
                .forEach(batch ->
                        batch.ack().results().forEach(result -> results.merge(result.code(), 1, Integer::sum)));
    }

    @Override
    public void waiting(int shard, int attempt, RuntimeException failure) {
        troubles.incrementAndGet();
    }

    @Override
    public void gap(int shard, Gap gap) {
        // the consumers make them
    }

    @Override
    public void goingOn(int shard) {
        // as it should
    }

    @Override
    public void close() {
        verifiers.close();
        pool.close();
    }
}
