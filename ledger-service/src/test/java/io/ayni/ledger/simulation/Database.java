package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.dispute.DisputeId;
import io.ayni.ledger.dispute.DisputeState;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.operator.AdjustmentProposal;
import io.ayni.ledger.operator.OperatorAction;
import io.ayni.ledger.pending.Standing;
import io.ayni.ledger.redemption.Gain;
import io.ayni.ledger.redemption.RedeemRequest;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.redemption.RefusalReason;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

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

    /**
     * What was answered to an idempotency key.
     *
     * @param request digest of what was asked for
     */
    record Answer(byte[] request, Optional<RedemptionId> redemption, Optional<RefusalReason> refusal) {}

    private static final Standing FRESH = new Standing(Long.MAX_VALUE, 0, Optional.empty(), 0);

    final List<ShardHead> heads = new ArrayList<>();
    final List<List<Line>> journal = new ArrayList<>();
    final List<Map<String, Long>> balances = new ArrayList<>();
    final Map<GrantId, Mark> marks = new TreeMap<>();
    final Map<CapKey, Long> capUses = new TreeMap<>();
    final Map<Lot, LotRow> lots = new HashMap<>();
    final Map<AccountId, Standing> standings = new TreeMap<>();
    final Map<DocumentId, AckRow> acks = new TreeMap<>();
    final Map<RedemptionId, Redemption> redemptions = new TreeMap<>();
    final Map<String, Answer> requests = new TreeMap<>();
    final Map<ActionId, OperatorAction> actions = new TreeMap<>();
    final Map<ActionId, AdjustmentProposal> proposals = new TreeMap<>();
    final Map<DisputeId, DisputeState> disputes = new TreeMap<>();
    final Map<String, SortedMap<Long, Long>> fundings = new TreeMap<>();
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
        for (int number = 0; number < Magistrate.CASES; number++) {
            disputes.put(Magistrate.dispute(number), DisputeState.OPEN);
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

    /** Name of a row of {@link #requests}. */
    static String key(RedeemRequest request) {
        return request.account().hex() + " " + request.key().value();
    }

    /** Rights to a benefit that an account was ever given. */
    Stream<Gain.Right> rights(AccountId account, BenefitName benefit) {
        return redemptions.values().stream()
                .filter(redemption -> redemption.order().account().equals(account))
                .filter(redemption -> redemption.order().benefit().name().equals(benefit))
                .filter(Redemption.Posted.class::isInstance)
                .map(redemption -> ((Redemption.Posted) redemption).gain())
                .filter(Gain.Right.class::isInstance)
                .map(Gain.Right.class::cast);
    }

    /** When an account's last right to a benefit ends. */
    OptionalLong entitledUntilMs(AccountId account, BenefitName benefit) {
        return rights(account, benefit).mapToLong(Gain.Right::untilMs).max();
    }

    /** How an account stands. */
    Standing standing(AccountId account) {
        return standings.getOrDefault(account, FRESH);
    }

    /** Makes the lots of an account void that ended up to a time. */
    void voidPending(AccountId account, long untilMs) {
        Standing before = standing(account);
        long until = Math.max(before.voidPendingUntilMs(), untilMs);
        standings.put(
                account, new Standing(before.firstSettledAtMs(), before.settledGrants(), before.quarantine(), until));
    }

    /** Has an account's lots looked at soon. */
    void wake(AccountId account) {
        lots.replaceAll((lot, row) -> lot.owner().equals(account)
                ? new LotRow(row.amount(), Math.min(row.lookAtMs(), lot.untilMs() + 1))
                : row);
    }
}
