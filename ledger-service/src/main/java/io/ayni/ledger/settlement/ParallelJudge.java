package io.ayni.ledger.settlement;

import io.ayni.contracts.document.GrantId;
import io.ayni.ledger.settlement.JudgedEntry.Claim;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.JudgedRecord.JudgedBatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Verifies the signatures of many records before anybody holds a lock, spread over the threads of a bounded executor in
 * pieces of at most {@value #CLAIMS_PER_TASK} claims. Claims at or below a mark that was read beforehand are not verified:
 * marks only rise, so their result stands.
 */
public final class ParallelJudge {
    private static final int CLAIMS_PER_TASK = 32;

    private final RecordJudge judge;
    private final ExecutorService executor;

    /**
     * @param entryRules what is checked
     * @param shards number of shards
     * @param executor bounded; its threads do nothing but compute
     */
    public ParallelJudge(EntryRules entryRules, int shards, ExecutorService executor) {
        this.judge = new RecordJudge(entryRules, shards);
        this.executor = executor;
    }

    /** Judges each record of a shard: one batch signature each and the cheap checks of its entries. */
    public List<JudgedRecord> judge(int shard, List<Arrival> arrivals) throws InterruptedException {
        return all(arrivals.stream()
                .<Callable<JudgedRecord>>map(arrival -> () -> judge(shard, arrival))
                .toList());
    }

    private JudgedRecord judge(int shard, Arrival arrival) {
        try {
            return judge.judge(shard, arrival);
        } catch (RuntimeException e) {
            return new BrokenRecord(arrival.raw(), ParkReason.UNDECIDABLE); // a record that breaks us is set aside
        }
    }

    /** The grants whose claims wait for a verification. */
    public static Set<GrantId> claimedGrants(List<JudgedRecord> records) {
        Set<GrantId> grants = new TreeSet<>();
        for (JudgedRecord record : records) {
            if (record instanceof JudgedBatch batch) {
                batch.entries().forEach(entry -> {
                    if (entry instanceof Claim claim) {
                        grants.add(claim.grant().grantId());
                    }
                });
            }
        }
        return grants;
    }

    /**
     * The same records with every claim above its mark proven or disproved.
     *
     * @param marks high-water marks read without a lock, perhaps already out of date
     */
    public List<JudgedRecord> prove(List<JudgedRecord> records, Map<GrantId, Mark> marks) throws InterruptedException {
        List<JudgedEntry> entries = new ArrayList<>();
        for (JudgedRecord record : records) {
            if (record instanceof JudgedBatch batch) {
                entries.addAll(batch.entries());
            }
        }
        List<Callable<List<JudgedEntry>>> tasks = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += CLAIMS_PER_TASK) {
            List<JudgedEntry> part = entries.subList(from, Math.min(from + CLAIMS_PER_TASK, entries.size()));
            tasks.add(() -> part.stream().map(entry -> prove(entry, marks)).toList());
        }
        List<JudgedEntry> proven =
                all(tasks).stream().flatMap(Collection::stream).toList();
        return regroup(records, proven);
    }

    private JudgedEntry prove(JudgedEntry entry, Map<GrantId, Mark> marks) {
        Mark mark = entry instanceof Claim claim ? marks.get(claim.grant().grantId()) : null;
        try {
            return mark != null && isSettled(entry, mark) ? entry : judge.prove(entry);
        } catch (RuntimeException e) {
            return entry; // comes up again when the record is decided, which then parks this record alone
        }
    }

    private static boolean isSettled(JudgedEntry entry, Mark mark) {
        return entry instanceof Claim claim && claim.receipt().cumulativeBytes() <= mark.settledBytes();
    }

    private static List<JudgedRecord> regroup(List<JudgedRecord> records, List<JudgedEntry> proven) {
        List<JudgedRecord> result = new ArrayList<>(records.size());
        int next = 0;
        for (JudgedRecord record : records) {
            switch (record) {
                case BrokenRecord broken -> result.add(broken);
                case JudgedBatch batch -> {
                    int end = next + batch.entries().size();
                    result.add(
                            new JudgedBatch(batch.raw(), batch.batchId(), batch.uploader(), proven.subList(next, end)));
                    next = end;
                }
            }
        }
        return result;
    }

    private <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException {
        List<T> results = new ArrayList<>(tasks.size());
        for (Future<T> future : executor.invokeAll(tasks)) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("judging a document failed", e.getCause());
            }
        }
        return results;
    }
}
