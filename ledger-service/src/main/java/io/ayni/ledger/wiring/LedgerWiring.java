package io.ayni.ledger.wiring;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.token.NodeTokenVerifier;
import io.ayni.ledger.account.AccountBook;
import io.ayni.ledger.account.postgres.PostgresAccountBook;
import io.ayni.ledger.campaign.postgres.PostgresFunding;
import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.config.KeyList;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.config.LedgerConfigCheck;
import io.ayni.ledger.config.SecretFiles;
import io.ayni.ledger.export.http.JournalExportRoute;
import io.ayni.ledger.export.postgres.PostgresJournalExport;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.operator.Operators;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.settlement.AckFeed;
import io.ayni.ledger.settlement.AckStore;
import io.ayni.ledger.settlement.EntryRules;
import io.ayni.ledger.settlement.ParallelJudge;
import io.ayni.ledger.settlement.SettleRecords;
import io.ayni.ledger.settlement.SettlementRules;
import io.ayni.ledger.settlement.SettlementStore;
import io.ayni.ledger.settlement.kafka.SettlementEvents;
import io.ayni.ledger.settlement.metrics.SettlementMonitor;
import io.ayni.ledger.settlement.postgres.PostgresAckStore;
import io.ayni.ledger.settlement.postgres.PostgresSettlementStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** Makes the ledger's parts out of the settings. */
@Singleton
class LedgerWiring {
    private static final String VERIFIERS = "verifiers";

    private final LedgerConfig config;

    LedgerWiring(LedgerConfig config) {
        StartRefusal.unless(() -> LedgerConfigCheck.check(config));
        this.config = config;
    }

    @Produces
    @Singleton
    LongSupplier nowMs() {
        return System::currentTimeMillis;
    }

    @Produces
    @Singleton
    KeyList keyList(LongSupplier nowMs) {
        return StartRefusal.unless("operator-keys-file", () -> new KeyList(config.operatorKeysFile(), nowMs));
    }

    @Produces
    @Singleton
    Ed25519PrivateKey ledgerKey(KeyList keys) {
        return StartRefusal.unless("ledger-key-file", () -> {
            Ed25519PrivateKey key = SecretFiles.privateKey(config.ledgerKeyFile());
            if (keys.now().find(KeyPurpose.LEDGER, key.publicKey().id()).isEmpty()) {
                throw new IllegalArgumentException(
                        "the operator's keys do not publish the ledger's key: add its public half to the key list");
            }
            return key;
        });
    }

    @Produces
    @Singleton
    NodeTokenVerifier tokens(KeyList keys) {
        return new NodeTokenVerifier(keys::now, config.tokenIssuer());
    }

    @Produces
    @Singleton
    Transactions transactions(DataSource dataSource) {
        return new Transactions(dataSource);
    }

    @Produces
    @Singleton
    SettlementStore settlementStore(
            Transactions transactions, Ed25519PrivateKey ledgerKey, PendingPolicy pendingPolicy, LongSupplier nowMs) {
        return new PostgresSettlementStore(transactions, ledgerKey, SettlementEvents::of, pendingPolicy, nowMs);
    }

    @Produces
    @Singleton
    AckStore ackStore(Transactions transactions) {
        return new PostgresAckStore(transactions);
    }

    @Produces
    @Singleton
    AckFeed ackFeed(AckStore store) {
        return new AckFeed(store);
    }

    @Produces
    @Singleton
    AccountBook accountBook(Transactions transactions) {
        return new PostgresAccountBook(transactions);
    }

    @Produces
    @Singleton
    PostgresFunding funding(Transactions transactions, LongSupplier nowMs) {
        return new PostgresFunding(transactions, config.shards(), SettlementEvents::moved, nowMs);
    }

    @Produces
    @Singleton
    JournalExportRoute journalExport(DataSource dataSource, Operators operators) {
        return new JournalExportRoute(new PostgresJournalExport(dataSource), operators, config.maxExports());
    }

    @Produces
    @Singleton
    SettlementMonitor settlementMonitor(MeterRegistry meters, BackgroundLoops loops) {
        return new SettlementMonitor(meters, loops::signal);
    }

    /** Signature checks are pure computing: as many threads as processors. */
    @Produces
    @Singleton
    @Identifier(VERIFIERS)
    ExecutorService verifiers() {
        return Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("verifier-", 0).factory());
    }

    void stop(@Disposes @Identifier(VERIFIERS) ExecutorService verifiers) {
        verifiers.shutdownNow();
    }

    @Produces
    @Singleton
    SettleRecords settleRecords(
            KeyList keys,
            @Identifier(VERIFIERS) ExecutorService verifiers,
            SettlementStore store,
            SettlementMonitor monitor,
            CapRules capRules,
            PendingPolicy pendingPolicy,
            LongSupplier nowMs) {
        SealingKey sealingKey =
                StartRefusal.unless("sealing-key-file", () -> SecretFiles.sealingKey(config.sealingKeyFile()));
        EntryRules entryRules = new EntryRules(keys::now, sealingKey);
        return new SettleRecords(
                new ParallelJudge(entryRules, config.shards(), verifiers),
                new SettlementRules(entryRules, capRules, pendingPolicy),
                store,
                monitor,
                new DoublingPause(
                        config.settlement().firstRetry(), config.settlement().longestRetry()),
                nowMs);
    }
}
