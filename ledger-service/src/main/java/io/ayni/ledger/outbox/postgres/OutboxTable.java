package io.ayni.ledger.outbox.postgres;

import io.ayni.ledger.journal.postgres.Columns;
import io.ayni.ledger.journal.postgres.RoundTrip;
import io.ayni.ledger.outbox.OutboxMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Statements on the outbox. All run inside the caller's transaction. */
public final class OutboxTable {
    /** First half of the advisory lock that makes one process at a time publish a shard. */
    private static final int PUBLISHER_LOCK = 0x4159_4e49;

    private static final String ADD =
            """
            insert into ledger.outbox (shard, topic, record_key, record_value, reason)
            select ?, * from unnest(?::text[], ?::bytea[], ?::bytea[], ?::text[])""";
    private static final String TRY_LOCK = "select pg_try_advisory_xact_lock(?, ?)";
    private static final String OLDEST =
            """
            select position, topic, record_key, record_value, reason from ledger.outbox
            where shard = ? order by position limit ?""";
    private static final String REMOVE = "delete from ledger.outbox where position = any(?::bigint[])";

    private OutboxTable() {}

    /**
     * A stored event.
     *
     * @param position its place; ascending in the order of writing within a shard
     * @param message the event
     */
    public record Stored(long position, OutboxMessage message) {}

    /** Writes events in order. */
    public static void add(Connection connection, int shard, List<OutboxMessage> messages) throws SQLException {
        RoundTrip trip = new RoundTrip(connection);
        add(trip, shard, messages);
        trip.run();
    }

    /** The same as a part of a round trip. */
    public static void add(RoundTrip trip, int shard, List<OutboxMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        trip.write(ADD, columns -> columns.number(shard)
                .texts(messages, OutboxMessage::topic)
                .bytes(messages, OutboxMessage::key)
                .bytes(messages, OutboxMessage::value)
                .texts(messages, message -> message.reason().orElse(null)));
    }

    /** Takes the right to publish a shard until the transaction ends; false when another process has it. */
    public static boolean tryLock(Connection connection, int shard) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRY_LOCK)) {
            statement.setInt(1, PUBLISHER_LOCK);
            statement.setInt(2, shard);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** The oldest events of a shard, at most {@code limit}. */
    public static List<Stored> oldest(Connection connection, int shard, int limit) throws SQLException {
        List<Stored> stored = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OLDEST)) {
            statement.setInt(1, shard);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    OutboxMessage message = new OutboxMessage(
                            rows.getString(2),
                            rows.getBytes(3),
                            rows.getBytes(4),
                            Optional.ofNullable(rows.getString(5)));
                    stored.add(new Stored(rows.getLong(1), message));
                }
            }
        }
        return stored;
    }

    /** Removes published events. */
    public static void remove(Connection connection, List<Long> positions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
            new Columns(connection, statement).numbers(positions, Function.identity());
            statement.executeUpdate();
        }
    }
}
