package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.ledger.operator.OperatorAction;
import io.ayni.ledger.operator.OperatorRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements on the record of what operators did. */
final class ActionTable {
    private static final String COLUMNS =
            "position, action_id, operator, method, request, recorded_at_ms, shard, number";
    private static final String FIND = "select " + COLUMNS + " from ledger.operator_action where action_id = ?";
    private static final String PAGE =
            "select " + COLUMNS + " from ledger.operator_action where position < ? order by position desc limit ?";
    private static final String ADD =
            """
            insert into ledger.operator_action (action_id, operator, method, request, recorded_at_ms, shard, number)
            values (?, ?, ?, ?, ?, ?, ?) returning\s"""
                    + COLUMNS;

    private ActionTable() {}

    static Optional<OperatorAction> find(Connection connection, ActionId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setBytes(1, id.bytes());
            return read(statement).stream().findFirst();
        }
    }

    /** Newest first. */
    static List<OperatorAction> page(Connection connection, long before, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setLong(1, before);
            statement.setInt(2, limit);
            return read(statement);
        }
    }

    static OperatorAction add(Connection connection, OperatorRequest request, JournalEntry entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setBytes(1, request.id().bytes());
            statement.setString(2, request.operator());
            statement.setString(3, request.method());
            statement.setBytes(4, request.document());
            statement.setLong(5, entry.recordedAtMs());
            statement.setInt(6, entry.shard());
            statement.setLong(7, entry.number());
            return read(statement).getFirst();
        }
    }

    private static List<OperatorAction> read(PreparedStatement statement) throws SQLException {
        List<OperatorAction> actions = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                actions.add(new OperatorAction(
                        rows.getLong(1),
                        new ActionId(rows.getBytes(2)),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getBytes(5),
                        rows.getLong(6),
                        rows.getInt(7),
                        rows.getLong(8)));
            }
        }
        return actions;
    }
}
