package io.ayni.ledger.export.postgres;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.verify.JournalExportWriter;
import io.ayni.ledger.journal.ShardHead;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Writes a journal export in one read-only transaction, so that entries, heads and balances are of one instant; rows come
 * through a cursor, {@value #ROWS_AT_A_TIME} at a time, whatever the length of the journal.
 */
public final class PostgresJournalExport {
    private static final int ROWS_AT_A_TIME = 500;
    private static final String HEADS =
            "select shard, next_offset, entry_number, chain_hash, recorded_at_ms from ledger.shard_head order by shard";
    private static final String ENTRIES =
            """
            select e.number, e.hash, e.body, g.body, g.signature, g.key_id, r.body, r.signature, r.key_id,
                sha256(convert_to(concat_ws('|', e.recorded_at_ms, e.cause_key, encode(e.previous_hash, 'hex'),
                    coalesce(encode(e.node_id, 'hex'), '-'),
                    coalesce((select string_agg(p.account || '=' || p.amount, ';' order by p.leg)
                        from ledger.posting p where p.shard = e.shard and p.number = e.number), '')), 'UTF8'))
            from ledger.journal_entry e
                left join ledger.settled_document g on g.document_id = e.grant_document
                left join ledger.settled_document r on r.document_id = e.receipt_document
            where e.shard = ? order by e.number""";
    private static final String BALANCES =
            "select account, sum(amount) from ledger.balance group by account order by account";

    private final DataSource dataSource;

    /** @param dataSource bounded pool of the runtime role */
    public PostgresJournalExport(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Writes the export.
     *
     * @throws SQLException when the ledger cannot be read; what was written then is cut short and says so by its missing
     *     end
     */
    public void write(Appendable out) throws IOException, SQLException {
        try (Connection connection = dataSource.getConnection()) {
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                write(connection, out);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(isolation);
            }
        }
    }

    private static void write(Connection connection, Appendable out) throws IOException, SQLException {
        List<ShardHead> heads = heads(connection);
        JournalExportWriter export = JournalExportWriter.open(out, heads.size());
        for (ShardHead head : heads) {
            export.shard(head.shard());
            writeEntries(connection, export, head.shard());
            export.head(head.entryNumber(), head.chainHash());
        }
        writeBalances(connection, export);
        export.end();
    }

    private static List<ShardHead> heads(Connection connection) throws SQLException {
        List<ShardHead> heads = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(HEADS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                heads.add(new ShardHead(
                        rows.getInt(1), rows.getLong(2), rows.getLong(3), rows.getBytes(4), rows.getLong(5)));
            }
        }
        return heads;
    }

    private static void writeEntries(Connection connection, JournalExportWriter export, int shard)
            throws IOException, SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            statement.setInt(1, shard);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    writeEntry(export, rows);
                    export.rows(rows.getBytes(10));
                }
            }
        }
    }

    private static void writeEntry(JournalExportWriter export, ResultSet row) throws IOException, SQLException {
        if (row.getBytes(4) == null) {
            export.entry(row.getLong(1), row.getBytes(2), row.getBytes(3));
            return;
        }
        export.entry(
                row.getLong(1),
                row.getBytes(2),
                row.getBytes(3),
                new Envelope(row.getBytes(4), row.getBytes(5), new KeyId(row.getBytes(6))),
                new Envelope(row.getBytes(7), row.getBytes(8), new KeyId(row.getBytes(9))));
    }

    private static void writeBalances(Connection connection, JournalExportWriter export)
            throws IOException, SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BALANCES)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String account = rows.getString(1);
                    export.balance(
                            LedgerAccount.parse(account)
                                    .orElseThrow(() -> new IllegalStateException("a stored account is none")),
                            rows.getLong(2));
                }
            }
        }
    }
}
