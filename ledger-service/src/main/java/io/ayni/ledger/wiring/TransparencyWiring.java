package io.ayni.ledger.wiring;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.ledger.config.KeyList;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.config.SecretFiles;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.statement.DrawUpStatement;
import io.ayni.ledger.statement.StatementSettings;
import io.ayni.ledger.statement.postgres.PostgresStatementEntries;
import io.ayni.ledger.transparency.CheckpointPolicy;
import io.ayni.ledger.transparency.CheckpointSigner;
import io.ayni.ledger.transparency.PublicLog;
import io.ayni.ledger.transparency.PublishCheckpoints;
import io.ayni.ledger.transparency.http.LogRoutes;
import io.ayni.ledger.transparency.postgres.PostgresPublicLog;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The public log: its parts, its loop and its routes. */
@Singleton
class TransparencyWiring {
    /** After the shards were opened. */
    private static final int AFTER_THE_SHARDS = 100;

    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_INTERVAL = 10;

    private final LedgerConfig config;
    private PollLoop checkpoints;

    TransparencyWiring(LedgerConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    PublicLog publicLog(Transactions transactions) {
        return new PostgresPublicLog(transactions);
    }

    @Produces
    @Singleton
    CheckpointSigner checkpointSigner(KeyList keys) {
        return StartRefusal.unless("checkpoint-key-file", () -> {
            Ed25519PrivateKey key = SecretFiles.privateKey(config.checkpointKeyFile());
            if (keys.now().find(KeyPurpose.CHECKPOINT, key.publicKey().id()).isEmpty()) {
                throw new IllegalArgumentException(
                        "the operator's keys do not publish the checkpoint key: add its public half to the key list");
            }
            return new CheckpointSigner(config.tokenIssuer(), key);
        });
    }

    @Produces
    @Singleton
    PublishCheckpoints publishCheckpoints(PublicLog log, CheckpointSigner signer, LongSupplier nowMs) {
        LedgerConfig.Transparency settings = config.transparency();
        return new PublishCheckpoints(
                log, new CheckpointPolicy(settings.interval(), settings.entries()), signer, nowMs);
    }

    @Produces
    @Singleton
    DrawUpStatement drawUpStatement(Transactions transactions, PublicLog log, Ed25519PrivateKey ledgerKey) {
        LedgerConfig.Statement settings = config.statement();
        return new DrawUpStatement(
                new PostgresStatementEntries(transactions),
                log,
                new StatementSettings(
                        settings.currency(), settings.egressMicroUnitsPerGib(), settings.priceRuleVersion()),
                ledgerKey,
                config.shards());
    }

    void start(@Observes @Priority(AFTER_THE_SHARDS) StartupEvent event, PublishCheckpoints publish) {
        Duration tick = config.transparency().interval().dividedBy(TICKS_PER_INTERVAL);
        checkpoints =
                new PollLoop("checkpoints", tick.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tick, publish::publish);
        checkpoints.start();
    }

    void routes(@Observes Router router, PublicLog log) {
        new LogRoutes(log, config.transparency().maxReads()).addTo(router);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        if (checkpoints != null) {
            checkpoints.close();
        }
    }
}
