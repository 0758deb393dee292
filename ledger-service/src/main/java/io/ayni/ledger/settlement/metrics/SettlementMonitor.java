package io.ayni.ledger.settlement.metrics;

import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.Decision.DecidedBatch;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.SettlementProgress;
import io.ayni.ledger.settlement.SettlementVerdict.Gap;
import io.micrometer.core.instrument.Counter;
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

    private final MeterRegistry meters;
    private final Runnable afterCommit;
    private final Map<Integer, String> standing = new ConcurrentHashMap<>();

    /**
     * @param meters where figures go
     * @param afterCommit is run after each commit, to look for acks and events at once
     */
    public SettlementMonitor(MeterRegistry meters, Runnable afterCommit) {
        this.meters = meters;
        this.afterCommit = afterCommit;
    }

    /** Why shards stand still, by shard; empty when all go on. */
    public Map<Integer, String> standingShards() {
        return new TreeMap<>(standing);
    }

    @Override
    public void settled(int shard, Decision decision, long elapsedMs) {
        Timer.builder("ayni.ledger.settlement.transaction")
                .description("Time from the lock on a shard to the commit, with waiting for both")
                .register(meters)
                .record(Duration.ofMillis(elapsedMs));
        counter("ayni.ledger.batches.decided", "Settlement batches that got an ack")
                .increment(decision.acks().size());
        counter("ayni.ledger.entries.appended", "Journal entries written by settlement")
                .increment(decision.entries().size());
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
        counter("ayni.ledger.settlement.retries", "Settlement transactions that failed and are tried again")
                .increment();
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

    /** Sums up first: looking a meter up costs more than all else here. */
    private void countResults(Decision decision) {
        Map<ResultCode, Long> results = new EnumMap<>(ResultCode.class);
        long posted = 0;
        for (DecidedBatch decided : decision.acks()) {
            for (SettlementResult result : decided.ack().results()) {
                results.merge(result.code(), 1L, Long::sum);
                posted += result.code() == ResultCode.POSTED ? result.amountMicroCredits() : 0;
            }
        }
        results.forEach((code, count) -> Counter.builder("ayni.ledger.results")
                .description("Results of settled entries")
                .tag("code", code.name())
                .register(meters)
                .increment(count));
        if (results.containsKey(ResultCode.POSTED)) {
            counter("ayni.ledger.posted.micro.credits", "Micro-credits posted to owners")
                    .increment(posted);
        }
    }

    private void parked(int shard, BrokenRecord broken) {
        Counter.builder("ayni.ledger.records.parked")
                .description("Records of the settlement topic that were set aside")
                .tag("reason", broken.reason().name())
                .register(meters)
                .increment();
        LOG.warnv("Record parked: shard={0}, offset={1}, reason={2}", shard, broken.offset(), broken.reason());
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }
}
