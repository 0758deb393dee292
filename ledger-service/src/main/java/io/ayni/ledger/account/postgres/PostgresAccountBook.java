package io.ayni.ledger.account.postgres;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.account.AccountBook;
import io.ayni.ledger.account.Balance;
import io.ayni.ledger.account.EntryPosition;
import io.ayni.ledger.account.OwnedEntry;
import io.ayni.ledger.journal.postgres.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What owners may read, from PostgreSQL. */
public final class PostgresAccountBook implements AccountBook {
    private static final String BALANCE =
            """
            select b.posted, b.pending, b.held, n.given, n.earned from
                (select coalesce(sum(amount) filter (where account = ?), 0) as posted,
                    coalesce(sum(amount) filter (where account = ?), 0) as pending,
                    coalesce(sum(amount) filter (where account = ?), 0) as held
                from ledger.balance where account in (?, ?, ?)) b
                cross join (select coalesce(sum(given_bytes), 0) as given,
                    coalesce(sum(earned_micro_credits), 0) as earned
                from ledger.node_total where node_id = ?) n""";
    private static final String ENTRIES =
            """
            select e.recorded_at_ms, e.shard, e.number, e.hash, e.body,
                g.body, g.signature, g.key_id, r.body, r.signature, r.key_id
            from ledger.journal_entry e
                left join ledger.settled_document g on g.document_id = e.grant_document
                left join ledger.settled_document r on r.document_id = e.receipt_document
            where e.owner_account = ? and (e.recorded_at_ms, e.shard, e.number) < (?, ?, ?)
            order by e.recorded_at_ms desc, e.shard desc, e.number desc limit ?""";

    private final Transactions transactions;

    /** @param transactions on the runtime role's pool */
    public PostgresAccountBook(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Balance balance(AccountId owner, NodeId node) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BALANCE)) {
                for (int first : new int[] {1, 4}) {
                    statement.setString(first, new LedgerAccount.Owner(owner).text());
                    statement.setString(first + 1, new LedgerAccount.Pending(owner).text());
                    statement.setString(first + 2, new LedgerAccount.Held(owner).text());
                }
                statement.setBytes(7, node.bytes());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return new Balance(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
                }
            }
        });
    }

    @Override
    public List<OwnedEntry> entries(AccountId owner, EntryPosition after, int limit) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
                statement.setString(1, new LedgerAccount.Owner(owner).text());
                statement.setLong(2, after.recordedAtMs());
                statement.setInt(3, after.shard());
                statement.setLong(4, after.number());
                statement.setInt(5, limit);
                return read(statement);
            }
        });
    }

    private static List<OwnedEntry> read(PreparedStatement statement) throws SQLException {
        List<OwnedEntry> entries = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                entries.add(new OwnedEntry(
                        new EntryPosition(rows.getLong(1), rows.getInt(2), rows.getLong(3)),
                        rows.getBytes(4),
                        rows.getBytes(5),
                        documents(rows)));
            }
        }
        return entries;
    }

    private static Optional<OwnedEntry.Documents> documents(ResultSet row) throws SQLException {
        if (row.getBytes(6) == null) {
            return Optional.empty();
        }
        return Optional.of(new OwnedEntry.Documents(
                new Envelope(row.getBytes(6), row.getBytes(7), new KeyId(row.getBytes(8))),
                new Envelope(row.getBytes(9), row.getBytes(10), new KeyId(row.getBytes(11)))));
    }
}
