package io.ayni.ledger.statement.postgres;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.journal.postgres.Columns;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.statement.StatementEntries;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What statements open into, from PostgreSQL. A grant's window stands at a fixed place of its body. */
public final class PostgresStatementEntries implements StatementEntries {
    private static final String WINDOW_OF_GRANT = "substring(g.body from 65 for 4)";
    private static final String SETTLEMENTS =
            """
            select e.number, e.body, g.body, g.signature, g.key_id, r.body, r.signature, r.key_id
            from ledger.journal_entry e
                join ledger.settled_document g on g.document_id = e.grant_document
                join ledger.settled_document r on r.document_id = e.receipt_document
            where e.node_id = ? and e.owner_account = ? and e.shard = ? and e.number <= ? and %s = ?
            limit ?"""
                    .formatted(WINDOW_OF_GRANT);
    private static final String OF_CAUSES =
            """
            select number, body from ledger.journal_entry
            where shard = ? and cause_key = any (select unnest(?::text[])) and number <= ?""";
    private static final String HAS_REPORTS = "select to_regclass('ledger.report') is not null";
    private static final String RECEIVED =
            """
            select m.grant_id, m.settled_bytes
            from ledger.report p
                join ledger.settlement_mark m on m.grant_id = p.grant_id
                join ledger.settled_document g on g.document_id = m.grant_document
            where p.node_id = ? and p.account = m.downloader_account and %s = ? order by m.grant_id limit ?"""
                    .formatted(WINDOW_OF_GRANT);

    private final Transactions transactions;

    /** @param transactions on the runtime role's pool */
    public PostgresStatementEntries(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<StatedEntry> settlements(Scope scope, int limit) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SETTLEMENTS)) {
                statement.setBytes(1, scope.node().bytes());
                statement.setString(2, new LedgerAccount.Owner(scope.owner()).text());
                statement.setInt(3, scope.shard());
                statement.setLong(4, scope.lastNumber());
                statement.setBytes(5, window(scope));
                statement.setInt(6, limit);
                return read(statement, PostgresStatementEntries::settlement);
            }
        });
    }

    private static StatedEntry settlement(ResultSet row) throws SQLException {
        Envelope grant = new Envelope(row.getBytes(3), row.getBytes(4), new KeyId(row.getBytes(5)));
        Envelope receipt = new Envelope(row.getBytes(6), row.getBytes(7), new KeyId(row.getBytes(8)));
        return new StatedEntry(row.getLong(1), row.getBytes(2), Optional.of(new Documents(grant, receipt)));
    }

    @Override
    public List<StatedEntry> ofCauses(Scope scope, Collection<String> causeKeys) {
        if (causeKeys.isEmpty()) {
            return List.of();
        }
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OF_CAUSES)) {
                new Columns(connection, statement)
                        .number(scope.shard())
                        .texts(causeKeys, Function.identity())
                        .number(scope.lastNumber());
                return read(statement, row -> new StatedEntry(row.getLong(1), row.getBytes(2), Optional.empty()));
            }
        });
    }

    @Override
    public List<Received> received(Scope scope, int limit) {
        return transactions.run(connection -> {
            if (!hasReports(connection)) {
                return List.of();
            }
            try (PreparedStatement statement = connection.prepareStatement(RECEIVED)) {
                statement.setBytes(1, scope.node().bytes());
                statement.setBytes(2, window(scope));
                statement.setInt(3, limit);
                return read(statement, row -> new Received(new GrantId(row.getBytes(1)), row.getLong(2)));
            }
        });
    }

    /** Reports are taken by another part of the ledger, whose tables may not be there. */
    private static boolean hasReports(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HAS_REPORTS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static byte[] window(Scope scope) {
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) scope.window()).array();
    }

    private static <T> List<T> read(PreparedStatement statement, Row<T> row) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(row.read(rows));
            }
        }
        return found;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
