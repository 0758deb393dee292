package io.ayni.ledger.pending.postgres;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.Identifier;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.journal.postgres.Columns;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.outbox.postgres.OutboxTable;
import io.ayni.ledger.pending.PendingLot;
import io.ayni.ledger.pending.PendingStore;
import io.ayni.ledger.pending.QuarantineReason;
import io.ayni.ledger.pending.ReleaseDecision;
import io.ayni.ledger.pending.ReleaseRun;
import io.ayni.ledger.pending.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The lots in PostgreSQL. */
public final class PostgresPending implements PendingStore {
    private static final String STANDINGS =
            """
            select account, first_settled_at_ms, settled_grants, quarantine, void_pending_until_ms
            from ledger.standing where account = any(?::bytea[])""";

    private final Transactions transactions;
    private final ReleaseRun run;
    private final Supplier<OperatorKeys> keys;
    private final Function<AppendedEntry, OutboxMessage> event;

    /**
     * @param transactions on the runtime role's pool
     * @param run decides
     * @param keys the operator's keys as published now
     * @param event what an entry tells the world
     */
    public PostgresPending(
            Transactions transactions,
            ReleaseRun run,
            Supplier<OperatorKeys> keys,
            Function<AppendedEntry, OutboxMessage> event) {
        this.transactions = transactions;
        this.run = run;
        this.keys = keys;
        this.event = event;
    }

    @Override
    public int look(int shard, Set<KeyId> revoked, long nowMs, int limit) {
        return transactions.run(connection -> {
            if (LotTable.due(connection, shard, revoked, nowMs, 1).isEmpty()) {
                return 0; // nothing to take the lock for
            }
            ShardHead head = JournalTables.lockHead(connection, shard).orElseThrow(() -> noSuchShard(shard));
            List<PendingLot> lots = LotTable.due(connection, shard, revoked, nowMs, limit);
            write(connection, shard, run.decide(head, lots, standings(connection, lots), keys.get(), nowMs));
            return lots.size();
        });
    }

    private void write(Connection connection, int shard, ReleaseDecision decision) throws SQLException {
        JournalTables.append(connection, shard, decision.entries(), entry -> null);
        JournalTables.changeBalances(connection, shard, decision.balanceChanges());
        LotTable.end(connection, decision.ended());
        LotTable.wait(connection, decision.waiting());
        JournalTables.moveHead(connection, decision.head());
        OutboxTable.add(
                connection, shard, decision.entries().stream().map(event).toList());
    }

    private static Map<AccountId, Standing> standings(Connection connection, List<PendingLot> lots)
            throws SQLException {
        Set<AccountId> owners =
                lots.stream().map(pending -> pending.lot().owner()).collect(Collectors.toSet());
        Map<AccountId, Standing> standings = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(STANDINGS)) {
            new Columns(connection, statement).bytes(owners, Identifier::bytes);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Optional<QuarantineReason> quarantine =
                            Optional.ofNullable(rows.getString(4)).map(QuarantineReason::valueOf);
                    standings.put(
                            new AccountId(rows.getBytes(1)),
                            new Standing(rows.getLong(2), rows.getLong(3), quarantine, rows.getLong(5)));
                }
            }
        }
        return standings;
    }

    private static StoreFailure noSuchShard(int shard) {
        return new StoreFailure(StoreFailure.Reason.UNAVAILABLE, "there is no shard " + shard, null);
    }
}
