package io.ayni.ledger.journal.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Statements that go to the server together and are answered together. They run one after the other, in the order of adding,
 * and each sees what the ones before it did; the first that fails ends all. Inside the caller's transaction; run once.
 *
 * <p>The server answers while it is still being sent to. An answer that may be longer than a socket takes in, some 100 KiB,
 * belongs to the last statement, or both sides could wait for each other.
 */
public final class RoundTrip {
    private final Connection connection;
    private final List<Step> steps = new ArrayList<>();

    /** @param connection in a transaction of the caller */
    public RoundTrip(Connection connection) {
        this.connection = connection;
    }

    /** Adds a statement that changes rows. */
    public RoundTrip write(String sql, Parameters parameters) {
        return write(sql, parameters, changed -> {});
    }

    /** Adds a statement that changes rows; the receiver is told how many. */
    public RoundTrip write(String sql, Parameters parameters, LongConsumer changed) {
        steps.add(new Step(sql, parameters, statement -> changed.accept(statement.getUpdateCount())));
        return this;
    }

    /** Adds a statement that answers with rows. */
    public RoundTrip read(String sql, Parameters parameters, Rows receiver) {
        steps.add(new Step(sql, parameters, statement -> {
            try (ResultSet rows = statement.getResultSet()) {
                receiver.read(rows);
            }
        }));
        return this;
    }

    /** Sends all of it; nothing if there is nothing. */
    public void run() throws SQLException {
        if (steps.isEmpty()) {
            return;
        }
        String script = steps.stream().map(Step::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(script)) {
            Columns columns = new Columns(connection, statement);
            for (Step step : steps) {
                step.parameters().bind(columns);
            }
            statement.execute();
            for (Step step : steps) {
                step.answer().read(statement);
                statement.getMoreResults();
            }
        }
    }

    private record Step(String sql, Parameters parameters, Answer answer) {}

    /** Binds the parameters of one statement. */
    public interface Parameters {
        /** Binds them all, in the order of their places. */
        void bind(Columns columns) throws SQLException;
    }

    /** Takes the rows that a statement answers with. */
    public interface Rows {
        /** Reads them; they are gone afterwards. */
        void read(ResultSet rows) throws SQLException;
    }

    private interface Answer {
        void read(PreparedStatement statement) throws SQLException;
    }
}
