package io.ayni.ledger.settlement;

import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.JudgedRecord.JudgedBatch;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import io.ayni.ledger.settlement.SettlementVerdict.Gap;
import io.ayni.ledger.settlement.SettlementVerdict.NothingNew;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Settles consecutive records of one shard: verifies signatures, then decides and writes in transactions of at most
 * {@value #MAX_ENTRIES_PER_TRANSACTION} entries. A store that fails is tried again, with growing pauses, until it works or
 * the caller is interrupted; a record that alone is refused by the store {@value #MAX_REFUSALS} times is parked, so that
 * no record can hold up its shard. Safe for all threads; records of one shard must be written by one thread at a time.
 */
public final class SettleRecords {
    /** Entries that one transaction takes at most; a single batch is never split. */
    public static final int MAX_ENTRIES_PER_TRANSACTION = 2048;

    private static final int MAX_REFUSALS = 3;
    private static final int FAILURES_THAT_A_GAP_COUNTS_FOR = 5;

    private final ParallelJudge judge;
    private final SettlementRules rules;
    private final SettlementStore store;
    private final SettlementProgress progress;
    private final Backoff backoff;
    private final LongSupplier nowMs;

    /**
     * @param judge verifies signatures
     * @param rules decides
     * @param store keeps the state
     * @param progress is told
     * @param backoff waits between attempts
     * @param nowMs the ledger's clock, Unix milliseconds
     */
    public SettleRecords(
            ParallelJudge judge,
            SettlementRules rules,
            SettlementStore store,
            SettlementProgress progress,
            Backoff backoff,
            LongSupplier nowMs) {
        this.judge = judge;
        this.rules = rules;
        this.store = store;
        this.progress = progress;
        this.backoff = backoff;
        this.nowMs = nowMs;
    }

    /**
     * Settles; returns when every record is behind the shard's offset, or with a pause when a gap was found.
     *
     * @param arrivals ascending offsets
     * @return the gap, if records are missing before one of these
     * @throws InterruptedException when the caller is to stop; what was written stays, the rest comes again
     */
    public Optional<Gap> settle(int shard, List<Arrival> arrivals) throws InterruptedException {
        return write(shard, judge(shard, arrivals));
    }

    /**
     * The first step of {@link #settle}: verifies signatures. Holds no lock and needs nothing of what comes before these
     * records, so it may run while they are written.
     */
    public List<JudgedRecord> judge(int shard, List<Arrival> arrivals) throws InterruptedException {
        List<JudgedRecord> judged = judge.judge(shard, arrivals);
        var marks = persistently(shard, () -> store.marks(ParallelJudge.claimedGrants(judged)));
        return judge.prove(judged, marks);
    }

    /** The second step of {@link #settle}: decides and writes. Records of one shard come in their order. */
    public Optional<Gap> write(int shard, List<JudgedRecord> judged) throws InterruptedException {
        for (List<JudgedRecord> part : split(judged)) {
            Optional<Gap> gap = settlePart(shard, part);
            if (gap.isPresent()) {
                progress.gap(shard, gap.get());
                backoff.pause(FAILURES_THAT_A_GAP_COUNTS_FOR);
                return gap;
            }
        }
        progress.goingOn(shard);
        return Optional.empty();
    }

    private Optional<Gap> settlePart(int shard, List<JudgedRecord> part) throws InterruptedException {
        try {
            return gapOf(persistently(shard, () -> transact(shard, part)));
        } catch (StoreFailure refused) {
            if (part.size() == 1) {
                return settleAlone(shard, part.getFirst());
            }
        }
        for (JudgedRecord record : part) {
            Optional<Gap> gap = settlePart(shard, List.of(record));
            if (gap.isPresent()) {
                return gap;
            }
        }
        return Optional.empty();
    }

    private Optional<Gap> settleAlone(int shard, JudgedRecord record) throws InterruptedException {
        for (int refusals = 1; refusals < MAX_REFUSALS; refusals++) {
            try {
                backoff.pause(refusals);
                return gapOf(persistently(shard, () -> transact(shard, List.of(record))));
            } catch (StoreFailure refused) {
                progress.waiting(shard, refusals, refused);
            }
        }
        JudgedRecord parked = new BrokenRecord(record.raw(), ParkReason.UNDECIDABLE);
        return gapOf(persistently(shard, () -> transact(shard, List.of(parked))));
    }

    private SettlementVerdict transact(int shard, List<JudgedRecord> part) {
        long startMs = nowMs.getAsLong();
        SettlementVerdict verdict =
                store.settle(StateNeeds.of(shard, part), state -> rules.decide(state, part, nowMs.getAsLong()));
        if (verdict instanceof Decided decided) {
            progress.settled(shard, decided.decision(), nowMs.getAsLong() - startMs);
        }
        return verdict;
    }

    /** Tries until the store answers; only a refusal gets through. */
    private <T> T persistently(int shard, Attempt<T> attempt) throws InterruptedException {
        for (int failures = 0; ; failures++) {
            try {
                T result = attempt.run();
                if (failures > 0) {
                    progress.goingOn(shard);
                }
                return result;
            } catch (StoreFailure failure) {
                if (failure.reason() == StoreFailure.Reason.REFUSED) {
                    throw failure;
                }
                progress.waiting(shard, failures + 1, failure);
                backoff.pause(failures + 1);
            }
        }
    }

    private static Optional<Gap> gapOf(SettlementVerdict verdict) {
        return switch (verdict) {
            case Gap gap -> Optional.of(gap);
            case Decided decided -> Optional.empty();
            case NothingNew nothing -> Optional.empty();
        };
    }

    private static List<List<JudgedRecord>> split(List<JudgedRecord> records) {
        List<List<JudgedRecord>> parts = new ArrayList<>();
        List<JudgedRecord> part = new ArrayList<>();
        int entries = 0;
        for (JudgedRecord record : records) {
            int size = record instanceof JudgedBatch batch ? batch.entries().size() : 1;
            if (!part.isEmpty() && entries + size > MAX_ENTRIES_PER_TRANSACTION) {
                parts.add(part);
                part = new ArrayList<>();
                entries = 0;
            }
            part.add(record);
            entries += size;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    /** Waits between attempts. */
    public interface Backoff {
        /**
         * Waits before the next attempt.
         *
         * @param failures how many attempts failed so far, from 1
         * @throws InterruptedException when the caller is to stop
         */
        void pause(int failures) throws InterruptedException;
    }

    private interface Attempt<T> {
        T run();
    }
}
