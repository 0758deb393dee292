package io.ayni.ledger.settlement.metrics;

import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.Decision.DecidedBatch;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.ParkReason;
import io.ayni.ledger.settlement.SettlementProgress;
import io.ayni.ledger.settlement.SettlementVerdict.Gap;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Writes logs, counts, and remembers which shards stand still and why: at most one line per shard. */
public final class SettlementMonitor implements SettlementProgress {
    private static final Logger LOG = Logger.getLogger(SettlementMonitor.class);

    private final Runnable afterCommit;
    private final Map<Integer, String> standing = new ConcurrentHashMap<>();
    private final Timer transactions;
    private final Counter batches;
    private final Counter entries;
    private final Counter settledBytes;
    private final Counter postedMicroCredits;
    private final Counter retries;
    private final Map<ResultCode, Counter> results = new EnumMap<>(ResultCode.class);
    private final Map<ParkReason, Counter> parked = new EnumMap<>(ParkReason.class);

    /**
     * @param meters where figures go; all are there from the start, so that none is missing when it is first asked for
     * @param afterCommit is run after each commit, to look for acks and events at once
     */
    public SettlementMonitor(MeterRegistry meters, Runnable afterCommit) {
        this.afterCommit = afterCommit;
        this.transactions = Timer.builder("ayni.ledger.settlement.transaction")
                .description("Time from the lock on a shard to the commit, with waiting for both")
                .register(meters);
        this.batches = counter(meters, "batches.decided", "Settlement batches that got an ack");
        this.entries = counter(meters, "entries.appended", "Journal entries written by settlement");
        this.settledBytes = counter(meters, "settled.bytes", "Bytes that peers gave each other, as settled");
        this.postedMicroCredits = counter(meters, "posted.micro.credits", "Micro-credits posted to owners");
        this.retries = counter(meters, "settlement.retries", "Settlement transactions that failed and are tried again");
        for (ResultCode code : ResultCode.values()) {
            results.put(code, counter(meters, "results", "Results of settled entries", "code", code.name()));
        }
        for (ParkReason reason : ParkReason.values()) {
            String description = "Records of the settlement topic that were set aside";
            parked.put(reason, counter(meters, "records.parked", description, "reason", reason.name()));
        }
        Gauge.builder("ayni.ledger.standing.shards", standing, Map::size)
                .description("Shards whose settlement stands still")
                .register(meters);
    }

    /** Why shards stand still, by shard; empty when all go on. */
    public Map<Integer, String> standingShards() {
        return new TreeMap<>(standing);
    }

    @Override
    public void settled(int shard, Decision decision, long elapsedMs) {
        transactions.record(Duration.ofMillis(elapsedMs));
        batches.increment(decision.acks().size());
        entries.increment(decision.entries().size());
        settledBytes.increment(settledBytes(decision));
        countResults(decision);
        decision.parked().forEach(broken -> parked(shard, broken));
        afterCommit.run();
        LOG.debugv(
                "Settled: shard={0}, batches={1}, entryNumber={2}, elapsedMs={3}",
                shard, decision.acks().size(), decision.head().entryNumber(), elapsedMs);
    }

    @Override
    public void waiting(int shard, int attempt, RuntimeException failure) {
        standing.put(shard, "waits for the store: " + failure.getMessage());
        retries.increment();
        LOG.warnv("Settlement waits: shard={0}, attempt={1}, reason={2}", shard, attempt, failure.getMessage());
    }

    @Override
    public void gap(int shard, Gap gap) {
        standing.put(shard, "records are missing from offset " + gap.expectedOffset());
        LOG.errorv(
                "Records are missing: shard={0}, expectedOffset={1}, foundOffset={2}",
                shard, gap.expectedOffset(), gap.foundOffset());
    }

    @Override
    public void goingOn(int shard) {
        if (standing.remove(shard) != null) {
            LOG.infov("Settlement goes on: shard={0}", shard);
        }
    }

    private static long settledBytes(Decision decision) {
        return decision.deliveries().values().stream()
                .mapToLong(Decision.PeerDelivery::bytes)
                .sum();
    }

    private void countResults(Decision decision) {
        for (DecidedBatch decided : decision.acks()) {
            for (SettlementResult result : decided.ack().results()) {
                results.get(result.code()).increment();
                if (result.code() == ResultCode.POSTED) {
                    postedMicroCredits.increment(result.amountMicroCredits());
                }
            }
        }
    }

    private void parked(int shard, BrokenRecord broken) {
        parked.get(broken.reason()).increment();
        LOG.warnv("Record parked: shard={0}, offset={1}, reason={2}", shard, broken.offset(), broken.reason());
    }

    private static Counter counter(MeterRegistry meters, String name, String description, String... tags) {
        return Counter.builder("ayni.ledger." + name)
                .description(description)
                .tags(tags)
                .register(meters);
    }
}
