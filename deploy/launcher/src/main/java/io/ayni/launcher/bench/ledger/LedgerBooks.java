package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.document.DocumentId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads what the ledger has committed, on a connection of its own. Used by one thread. */
final class LedgerBooks implements AutoCloseable {
    private static final String CONSUMED = "select sum(next_offset) from ledger.shard_head";
    private static final String SHARDS = "select count(*) from ledger.shard_head";
    private static final String DECIDED = "select batch_id from ledger.ack where batch_id = any(?)";
    private static final String PENDING =
            "select coalesce(sum(amount), 0) from ledger.balance where account like 'pending:%'";
    private static final String CONTENT =
            """
            select concat_ws(' ',
                (select string_agg(concat_ws(':', shard, entry_number, encode(chain_hash, 'hex'), recorded_at_ms), ' '
                    order by shard) from ledger.shard_head),
                (select md5(string_agg(concat_ws(':', account, shard, amount), ' ' order by account, shard))
                    from ledger.balance),
                (select concat_ws(':', count(*), sum(settled_bytes)) from ledger.settlement_mark),
                (select count(*) from ledger.ack), (select count(*) from ledger.settled_document),
                (select sum(used) from ledger.cap_use), (select count(*) from ledger.parked_record))""";
    private static final String DURABILITY = "select concat_ws(', ', 'fsync ' || current_setting('fsync'),"
            + " 'synchronous_commit ' || current_setting('synchronous_commit'))";

    private final Connection connection;

    /** @param connection of the owner, not in a transaction; closed with this */
    LedgerBooks(Connection connection) {
        this.connection = connection;
    }

    int shards() throws SQLException {
        return (int) number(SHARDS);
    }

    /** Records of the settlement topic whose effects are committed. */
    long consumedRecords() throws SQLException {
        return number(CONSUMED);
    }

    /** What all uploaders have pending, micro-credits. */
    long pendingMicroCredits() throws SQLException {
        return number(PENDING);
    }

    /** Everything that a settlement changes, as a text to compare: heads of the journal, balances, marks, acks, documents. */
    String content() throws SQLException {
        return text(CONTENT);
    }

    /** Whether commits wait for the disk, in the server's own words. */
    String durability() throws SQLException {
        return text(DURABILITY);
    }

    /** Those of the batches that are decided. */
    List<DocumentId> decided(Collection<DocumentId> batches) throws SQLException {
        List<DocumentId> decided = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DECIDED)) {
            byte[][] ids = batches.stream().map(DocumentId::bytes).toArray(byte[][]::new);
            statement.setArray(1, connection.createArrayOf("bytea", ids));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    decided.add(new DocumentId(rows.getBytes(1)));
                }
            }
        }
        return decided;
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
