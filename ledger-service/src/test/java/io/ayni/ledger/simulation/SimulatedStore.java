package io.ayni.ledger.simulation;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.pending.PendingLot;
import io.ayni.ledger.pending.PendingStore;
import io.ayni.ledger.pending.ReleaseDecision;
import io.ayni.ledger.pending.ReleaseRun;
import io.ayni.ledger.pending.Standing;
import io.ayni.ledger.settlement.AckStore;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.LoadedState;
import io.ayni.ledger.settlement.Mark;
import io.ayni.ledger.settlement.SettlementStore;
import io.ayni.ledger.settlement.SettlementVerdict;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import io.ayni.ledger.settlement.StateNeeds;
import io.ayni.ledger.settlement.kafka.SettlementEvents;
import io.ayni.ledger.simulation.Database.AckRow;
import io.ayni.ledger.simulation.Database.Line;
import io.ayni.ledger.simulation.Database.LotRow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** One replica's store: does with the simulated tables what the PostgreSQL adapters do with the real ones. */
final class SimulatedStore implements SettlementStore, PendingStore, AckStore {
    private static final Comparator<PendingLot> ORDER = Comparator.<PendingLot>comparingLong(
                    pending -> pending.lot().untilMs())
            .thenComparing(pending -> pending.lot().toString());

    private final Database database;
    private final Connection connection;
    private final Invariants invariants;
    private final Settings settings;
    private final Seams seams;
    private final ReleaseRun releases;

    SimulatedStore(
            Database database,
            Connection connection,
            Invariants invariants,
            Settings settings,
            Seams seams,
            ReleaseRun releases) {
        this.database = database;
        this.connection = connection;
        this.invariants = invariants;
        this.settings = settings;
        this.seams = seams;
        this.releases = releases;
    }

    @Override
    public Map<GrantId, Mark> marks(Set<GrantId> grants) {
        return connection.transaction(() -> readMarks(grants));
    }

    @Override
    public SettlementVerdict settle(StateNeeds needs, Function<LoadedState, SettlementVerdict> rule) {
        return connection.transaction(() -> {
            if (seams.locksHead()) {
                connection.lock(needs.shard());
            }
            if (seams.locksCaps()) {
                connection.lock(needs.caps().keySet());
            }
            LoadedState state = seams.load(read(needs));
            connection.trip();
            SettlementVerdict verdict = rule.apply(state);
            if (verdict instanceof Decided decided) {
                write(seams.decide(state, decided.decision()));
            }
            return verdict;
        });
    }

    @Override
    public long nextOffset(int shard) {
        return connection.transaction(() -> {
            connection.lock(shard);
            return database.heads.get(shard).nextOffset();
        });
    }

    @Override
    public int look(int shard, Set<KeyId> revoked, long nowMs, int limit) {
        return connection.transaction(() -> {
            if (due(shard, revoked, nowMs, 1).isEmpty()) {
                return 0;
            }
            connection.lock(shard);
            ShardHead head = database.heads.get(shard);
            List<PendingLot> lots = due(shard, revoked, nowMs, limit);
            ReleaseDecision decision =
                    releases.decide(head, lots, database.standings, seams.keysOfRelease(settings.keys()), nowMs);
            connection.commit(() -> end(head, decision));
            return lots.size();
        });
    }

    @Override
    public Map<DocumentId, StoredAck> find(Set<DocumentId> batches) {
        return connection.transaction(() -> {
            Map<DocumentId, StoredAck> found = new TreeMap<>();
            for (DocumentId batch : batches) {
                AckRow row = database.acks.get(batch);
                if (row != null) {
                    found.put(batch, new StoredAck(row.uploader(), unsigned(row)));
                }
            }
            return found;
        });
    }

    /** The worlds' uploaders believe acks: signing them would only take time. */
    private static Envelope unsigned(AckRow row) {
        return new Envelope(
                row.ack().encode(),
                new byte[Envelope.SIGNATURE_WIDTH],
                Operator.LEDGER_KEY.publicKey().id());
    }

    private LoadedState read(StateNeeds needs) {
        Map<LedgerAccount.Pool, Long> pools = new HashMap<>();
        for (String campaign : needs.campaigns()) {
            Long balance = database.balances
                    .get(needs.shard())
                    .get(needs.pool(campaign).text());
            if (balance != null) {
                pools.put(needs.pool(campaign), balance);
            }
        }
        Map<CapKey, Long> used = new HashMap<>();
        needs.caps().keySet().forEach(key -> used.put(key, database.capUses.getOrDefault(key, 0L)));
        Set<DocumentId> decided = new TreeSet<>(needs.batches());
        decided.retainAll(database.acks.keySet());
        return new LoadedState(
                database.heads.get(needs.shard()), readMarks(needs.grants()), pools, used, quarantined(needs), decided);
    }

    private Set<AccountId> quarantined(StateNeeds needs) {
        Set<AccountId> found = new TreeSet<>(needs.payees());
        found.removeIf(account -> {
            Standing standing = database.standings.get(account);
            return standing == null || standing.quarantine().isEmpty();
        });
        return found;
    }

    private Map<GrantId, Mark> readMarks(Set<GrantId> grants) {
        Map<GrantId, Mark> found = new HashMap<>(database.marks);
        found.keySet().retainAll(grants);
        return found;
    }

    private void write(Decision decision) {
        if (!seams.writesOffsetWithEffects()) {
            connection.commit(() -> moveOffset(decision));
        }
        connection.commit(() -> settle(seams.writesMarksWithEntries() ? decision : Planted.withoutMarks(decision)));
        if (!seams.writesMarksWithEntries()) {
            connection.commit(() -> database.moveMarks(decision));
        }
    }

    private void moveOffset(Decision decision) {
        int shard = decision.head().shard();
        ShardHead before = database.heads.get(shard);
        database.heads.set(shard, before.withNextOffset(decision.head().nextOffset()));
        invariants.committed(before, List.of());
    }

    private void settle(Decision decision) {
        decision.marks().forEach((grant, move) -> {
            Mark mark = database.marks.get(grant);
            if (move.fromBytes() != (mark == null ? 0 : mark.settledBytes())) {
                throw new StoreFailure(StoreFailure.Reason.UNAVAILABLE, "a mark moved meanwhile", null);
            }
        });
        ShardHead before = database.heads.get(decision.head().shard());
        List<Line> lines = decision.entries().stream()
                .map(entry -> new Line(entry.appended(), Optional.of(entry)))
                .toList();
        database.append(
                decision.head(),
                lines,
                decision.balanceChanges(),
                SettlementEvents.of(decision).size());
        database.settle(decision, settings.pending()::firstLookMs);
        invariants.committed(before, lines);
    }

    private void end(ShardHead before, ReleaseDecision decision) {
        List<Line> lines = decision.entries().stream()
                .map(entry -> new Line(entry, Optional.empty()))
                .toList();
        database.append(decision.head(), lines, decision.balanceChanges(), lines.size());
        if (seams.removesEndedLots()) {
            decision.ended().forEach(database.lots::remove);
        }
        decision.waiting()
                .forEach((lot, lookAtMs) ->
                        database.lots.computeIfPresent(lot, (same, row) -> new LotRow(row.amount(), lookAtMs)));
        invariants.committed(before, lines);
    }

    private List<PendingLot> due(int shard, Set<KeyId> revoked, long nowMs, int limit) {
        return database.lots.entrySet().stream()
                .filter(row -> row.getKey().shard() == shard && isDue(row.getKey(), row.getValue(), revoked, nowMs))
                .map(row -> new PendingLot(row.getKey(), row.getValue().amount()))
                .sorted(ORDER)
                .limit(limit)
                .toList();
    }

    private static boolean isDue(Lot lot, LotRow row, Set<KeyId> revoked, long nowMs) {
        return row.lookAtMs() <= nowMs || (revoked.contains(lot.grantKey()) && lot.untilMs() < nowMs);
    }
}
