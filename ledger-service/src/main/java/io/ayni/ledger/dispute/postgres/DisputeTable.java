package io.ayni.ledger.dispute.postgres;

import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.dispute.Dispute;
import io.ayni.ledger.dispute.DisputeId;
import io.ayni.ledger.dispute.DisputePosition;
import io.ayni.ledger.dispute.DisputeState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements on cases. All run inside the caller's transaction. */
public final class DisputeTable {
    private static final String COLUMNS =
            """
            select dispute_id, reason, account, grant_id, opened_at_ms, evidence, state, decided_by, decided_at_ms, note
            from ledger.dispute""";
    private static final String FIND = COLUMNS + " where dispute_id = ?";
    private static final String PAGE = COLUMNS
            + " where state = ? and (opened_at_ms, dispute_id) > (?, ?) order by opened_at_ms, dispute_id limit ?";
    private static final String DECIDE =
            "update ledger.dispute set state = ?, decided_by = ?, decided_at_ms = ?, note = ? where dispute_id = ?";

    private DisputeTable() {}

    /** A case. It stays as it is while the caller holds the lock on the head of the first shard. */
    public static Optional<Dispute> find(Connection connection, DisputeId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setBytes(1, id.bytes());
            return read(statement).stream().findFirst();
        }
    }

    /** Cases of a state, oldest first, after a place, at most {@code limit}. */
    public static List<Dispute> page(Connection connection, DisputeState state, DisputePosition after, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, state.name());
            statement.setLong(2, after.openedAtMs());
            statement.setBytes(3, after.id().bytes());
            statement.setInt(4, limit);
            return read(statement);
        }
    }

    /** Writes how an open case was decided. */
    public static void decide(Connection connection, DisputeId id, DisputeState state, Dispute.Decision decision)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DECIDE)) {
            statement.setString(1, state.name());
            statement.setString(2, decision.operator());
            statement.setLong(3, decision.atMs());
            statement.setString(4, decision.note());
            statement.setBytes(5, id.bytes());
            statement.executeUpdate();
        }
    }

    private static List<Dispute> read(PreparedStatement statement) throws SQLException {
        List<Dispute> disputes = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                disputes.add(read(rows));
            }
        }
        return disputes;
    }

    private static Dispute read(ResultSet row) throws SQLException {
        String operator = row.getString(8);
        Optional<Dispute.Decision> decision = operator == null
                ? Optional.empty()
                : Optional.of(new Dispute.Decision(operator, row.getLong(9), row.getString(10)));
        return new Dispute(
                new DisputeId(row.getBytes(1)),
                row.getString(2),
                new AccountId(row.getBytes(3)),
                new GrantId(row.getBytes(4)),
                row.getLong(5),
                row.getString(6),
                DisputeState.valueOf(row.getString(7)),
                decision);
    }
}
