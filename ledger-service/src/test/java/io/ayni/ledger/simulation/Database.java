package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.Lot;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.pending.Standing;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.Decision.SettledEntry;
import io.ayni.ledger.settlement.Mark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * What is committed: the tables as plain collections. A sound ledger needs no constraint to stop it, so the tables have
 * none; {@link Invariants} look at them after every commit.
 */
final class Database {
    /** A row of the journal. */
    record Line(AppendedEntry appended, Optional<SettledEntry> settled) {}

    /** A pending lot. */
    record LotRow(long amount, long lookAtMs) {}

    /** An ack and who may read it. */
    record AckRow(NodeId uploader, Ack ack) {}

    final List<ShardHead> heads = new ArrayList<>();
    final List<List<Line>> journal = new ArrayList<>();
    final List<Map<String, Long>> balances = new ArrayList<>();
    final Map<GrantId, Mark> marks = new TreeMap<>();
    final Map<CapKey, Long> capUses = new TreeMap<>();
    final Map<Lot, LotRow> lots = new HashMap<>();
    final Map<AccountId, Standing> standings = new TreeMap<>();
    final Map<DocumentId, AckRow> acks = new TreeMap<>();
    final List<Set<Long>> parked = new ArrayList<>();
    final List<Deque<Long>> outbox = new ArrayList<>();
    private final long[] outboxEnd = new long[Paperwork.SHARDS];

    Database() {
        for (int shard = 0; shard < Paperwork.SHARDS; shard++) {
            heads.add(ShardHead.fresh(shard));
            journal.add(new ArrayList<>());
            balances.add(new TreeMap<>());
            parked.add(new HashSet<>());
            outbox.add(new ArrayDeque<>());
        }
    }

    /** Writes entries, what they do to the balances, their events and the end of the shard. */
    void append(ShardHead head, List<Line> lines, Map<String, Long> changes, int events) {
        int shard = head.shard();
        journal.get(shard).addAll(lines);
        changes.forEach((account, change) -> balances.get(shard).merge(account, change, Math::addExact));
        for (int i = 0; i < events; i++) {
            outbox.get(shard).add(++outboxEnd[shard]);
        }
        heads.set(shard, head);
    }

    /** Writes what else a settlement changes. */
    void settle(Decision decision, LongUnaryOperator firstLook) {
        moveMarks(decision);
        decision.capUses().forEach((key, use) -> capUses.merge(key, use, Math::addExact));
        decision.lots()
                .forEach((lot, gain) -> lots.merge(
                        lot,
                        new LotRow(gain, firstLook.applyAsLong(lot.untilMs())),
                        (row, added) -> new LotRow(row.amount() + added.amount(), row.lookAtMs())));
        decision.newGrants()
                .forEach((account, grants) ->
                        count(account, grants, decision.head().recordedAtMs()));
        for (Decision.DecidedBatch batch : decision.acks()) {
            DocumentId id = batch.ack().batchId();
            require(acks.put(id, new AckRow(batch.uploader(), batch.ack())) == null, "I3", "a second ack of " + id);
        }
        decision.parked().forEach(broken -> parked.get(decision.head().shard()).add(broken.offset()));
    }

    /** Moves marks. */
    void moveMarks(Decision decision) {
        decision.marks().forEach((grant, move) -> marks.put(grant, move.to()));
    }

    private void count(AccountId account, long grants, long recordedAtMs) {
        standings.merge(
                account,
                new Standing(recordedAtMs, grants, Optional.empty(), 0),
                (old, added) -> new Standing(
                        Math.min(old.firstSettledAtMs(), recordedAtMs),
                        old.settledGrants() + grants,
                        old.quarantine(),
                        old.voidPendingUntilMs()));
    }
}
