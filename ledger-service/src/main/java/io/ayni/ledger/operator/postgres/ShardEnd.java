package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.Posting;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.outbox.postgres.OutboxTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** The locked end of one shard inside a transaction, for one entry. */
final class ShardEnd {
    private final Connection connection;
    private final ShardHead head;
    private final JournalTail tail;
    private final Function<AppendedEntry, OutboxMessage> event;

    private ShardEnd(Connection connection, ShardHead head, long nowMs, Function<AppendedEntry, OutboxMessage> event) {
        this.connection = connection;
        this.head = head;
        this.tail = new JournalTail(head, nowMs);
        this.event = event;
    }

    /**
     * Locks a shard.
     *
     * @param nowMs the ledger's clock
     * @param event what an entry tells the world
     */
    static ShardEnd lock(Connection connection, int shard, long nowMs, Function<AppendedEntry, OutboxMessage> event)
            throws SQLException {
        ShardHead head = JournalTables.lockHead(connection, shard)
                .orElseThrow(
                        () -> new StoreFailure(StoreFailure.Reason.UNAVAILABLE, "there is no shard " + shard, null));
        return new ShardEnd(connection, head, nowMs, event);
    }

    /** The time that the entry bears. */
    long recordedAtMs() {
        return tail.recordedAtMs();
    }

    /** Writes the entry with all that follows from it. Once. */
    AppendedEntry append(EntryCause cause, List<Posting> postings) throws SQLException {
        AppendedEntry appended = tail.append(cause, postings);
        JournalTables.append(connection, head.shard(), List.of(appended), entry -> null);
        JournalTables.changeBalances(connection, head.shard(), tail.balanceChanges());
        JournalTables.moveHead(connection, tail.head(head.nextOffset()));
        OutboxTable.add(connection, head.shard(), List.of(event.apply(appended)));
        return appended;
    }
}
