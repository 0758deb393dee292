package io.ayni.ledger.journal.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Binds the columns of many rows to one statement with {@code unnest(?, ?, …)}: one round trip however many rows. */
public final class Columns {
    private final Connection connection;
    private final PreparedStatement statement;
    private int next;

    /** Binds from the first parameter on. */
    public Columns(Connection connection, PreparedStatement statement) {
        this(connection, statement, 1);
    }

    /** Binds from a parameter on. */
    public Columns(Connection connection, PreparedStatement statement, int first) {
        this.connection = connection;
        this.statement = statement;
        this.next = first;
    }

    /** One integer for all rows. */
    public Columns number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    /** One binary value for all rows. */
    public Columns binary(byte[] value) throws SQLException {
        statement.setBytes(next++, value);
        return this;
    }

    /** A column of numbers. */
    public <T> Columns numbers(Collection<T> rows, Function<T, Long> value) throws SQLException {
        return array("bigint", rows.stream().map(value).toArray(Long[]::new));
    }

    /** A column of texts. */
    public <T> Columns texts(Collection<T> rows, Function<T, String> value) throws SQLException {
        return array("text", rows.stream().map(value).toArray(String[]::new));
    }

    /** A column of binary values. */
    public <T> Columns bytes(Collection<T> rows, Function<T, byte[]> value) throws SQLException {
        return array("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    /** A column of binary values that are given as a list. */
    public Columns bytes(List<byte[]> values) throws SQLException {
        return bytes(values, Function.identity());
    }

    /** The type of the Java array matters: the driver sends these in binary form, and an {@code Object[]} as text. */
    private Columns array(String type, Object[] values) throws SQLException {
        Array array = connection.createArrayOf(type, values);
        statement.setArray(next++, array);
        return this;
    }
}
