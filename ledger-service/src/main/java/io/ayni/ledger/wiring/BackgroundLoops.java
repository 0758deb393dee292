package io.ayni.ledger.wiring;

import io.ayni.ledger.cap.PurgeCaps;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.outbox.kafka.OutboxPublisher;
import io.ayni.ledger.pending.ReleaseLots;
import io.ayni.ledger.report.SubmitReports;
import io.ayni.ledger.settlement.AckFeed;
import io.ayni.ledger.settlement.SettlementLog;
import io.ayni.ledger.settlement.kafka.KafkaSettlementLog;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What runs beside requests and records: looking for acks, releasing lots, publishing the outbox, clearing away; owns the Kafka producers. */
@Singleton
class BackgroundLoops {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration MISSED_CASES_INTERVAL = Duration.ofMinutes(1);
    private static final Duration PURGE_INTERVAL = Duration.ofHours(1);

    private final Producer<byte[], byte[]> ingest;
    private final Producer<byte[], byte[]> events;
    private final PollLoop acks;
    private final PollLoop outbox;
    private final PollLoop releases;
    private final PollLoop missedCases;
    private final PollLoop expiredCaps;
    private final KafkaSettlementLog log;

    BackgroundLoops(
            LedgerConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "mp.messaging.incoming.settlements.topic") String topic,
            Transactions transactions,
            AckFeed feed,
            ReleaseLots releaseLots,
            SubmitReports reports,
            PurgeCaps purgeCaps) {
        this.ingest = KafkaProducers.durable(
                bootstrapServers, "ingest", config.ingest().appendDeadline());
        this.events = KafkaProducers.durable(
                bootstrapServers, "events", config.outbox().deadline());
        this.log = new KafkaSettlementLog(
                ingest, topic, config.shards(), config.ingest().maxInFlight());
        OutboxPublisher publisher = new OutboxPublisher(
                transactions, events, config.shards(), config.outbox().deadline());
        this.acks = new PollLoop("ack-feed", config.ingest().ackInterval(), feed::look);
        this.releases = new PollLoop("pending-lots", config.pending().interval(), releaseLots::run);
        this.missedCases = new PollLoop("missed-cases", MISSED_CASES_INTERVAL, reports::openMissedCases);
        this.expiredCaps = new PollLoop("expired-caps", PURGE_INTERVAL, purgeCaps::run);
        this.outbox = new PollLoop("outbox", config.outbox().interval(), publisher::publish);
    }

    void start() {
        acks.start();
        outbox.start();
        releases.start();
        missedCases.start();
        expiredCaps.start();
    }

    /** Something was committed: look now. */
    void signal() {
        acks.signal();
        outbox.signal();
    }

    @Produces
    @Singleton
    SettlementLog settlementLog() {
        return log;
    }

    @PreDestroy
    void stop() throws InterruptedException {
        acks.close();
        releases.close();
        missedCases.close();
        expiredCaps.close();
        outbox.close();
        ingest.close(CLOSE_PATIENCE);
        events.close(CLOSE_PATIENCE);
    }
}
