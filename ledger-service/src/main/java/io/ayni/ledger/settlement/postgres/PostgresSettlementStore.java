package io.ayni.ledger.settlement.postgres;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.GrantId;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.journal.StoreFailure.Reason;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.journal.postgres.RoundTrip;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.outbox.postgres.OutboxTable;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.LoadedState;
import io.ayni.ledger.settlement.Mark;
import io.ayni.ledger.settlement.SettlementStore;
import io.ayni.ledger.settlement.SettlementVerdict;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import io.ayni.ledger.settlement.StateNeeds;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The ledger's state in PostgreSQL. The head row of the shard is the lock: whoever holds it is the only one that changes
 * the shard, and the next offset in it moves in the same commit as everything else.
 */
public final class PostgresSettlementStore implements SettlementStore {
    private final Transactions transactions;
    private final Ed25519PrivateKey ackKey;
    private final Function<Decision, List<OutboxMessage>> events;
    private final PendingPolicy pendingPolicy;
    private final LongSupplier nowMs;

    /**
     * @param transactions on the runtime role's pool
     * @param ackKey the ledger's key, signs acks
     * @param events what a decision tells the world
     * @param pendingPolicy when a lot is first looked at
     * @param nowMs the ledger's clock
     */
    public PostgresSettlementStore(
            Transactions transactions,
            Ed25519PrivateKey ackKey,
            Function<Decision, List<OutboxMessage>> events,
            PendingPolicy pendingPolicy,
            LongSupplier nowMs) {
        this.transactions = transactions;
        this.ackKey = ackKey;
        this.events = events;
        this.pendingPolicy = pendingPolicy;
        this.nowMs = nowMs;
    }

    @Override
    public Map<GrantId, Mark> marks(Set<GrantId> grants) {
        return grants.isEmpty() ? Map.of() : transactions.run(connection -> StateReader.marks(connection, grants));
    }

    @Override
    public SettlementVerdict settle(StateNeeds needs, Function<LoadedState, SettlementVerdict> rule) {
        return transactions.run(connection -> {
            LoadedState state = StateReader.lock(connection, needs).orElseThrow(() -> noSuchShard(needs.shard()));
            SettlementVerdict verdict = rule.apply(state);
            RoundTrip trip = new RoundTrip(connection);
            if (verdict instanceof Decided decided) {
                write(trip, decided.decision(), needs);
            } else {
                CapTable.giveBack(trip, needs.caps(), Map.of());
                trip.run();
            }
            return verdict;
        });
    }

    private void write(RoundTrip trip, Decision decision, StateNeeds needs) throws SQLException {
        DecisionWriter writer = new DecisionWriter(trip, decision, needs.caps(), pendingPolicy::firstLookMs);
        writer.write(ackKey, nowMs.getAsLong());
        OutboxTable.add(trip, decision.head().shard(), events.apply(decision));
        trip.run();
        writer.requireMarksMoved();
    }

    @Override
    public long nextOffset(int shard) {
        return transactions
                .run(connection -> JournalTables.lockHead(connection, shard))
                .orElseThrow(() -> noSuchShard(shard))
                .nextOffset();
    }

    private static StoreFailure noSuchShard(int shard) {
        return new StoreFailure(Reason.UNAVAILABLE, "there is no shard " + shard, null);
    }
}
