package io.ayni.ledger.journal.postgres;

import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.journal.StoreFailure.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in one database transaction each and tells a refusal of the work from a failure of the database. */
public final class Transactions {
    private final DataSource dataSource;

    /** @param dataSource bounded pool of the runtime role */
    public Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Runs and commits; on any failure everything is rolled back, unless the failure is that of the commit itself, whose
     * outcome is then unknown.
     *
     * @throws StoreFailure for every failure, {@code REFUSED} when it lies in the work
     */
    public <T> T run(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreFailure(reasonOf(e), "the database answered " + e.getSQLState(), e);
        } catch (StoreFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreFailure(
                    Reason.REFUSED, "the work failed with " + e.getClass().getSimpleName(), e);
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e); // the connection is broken; the server rolls back by itself
        }
    }

    /** Only data exceptions and violated constraints lie in the work; all else may pass. */
    private static Reason reasonOf(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"))
                ? Reason.REFUSED
                : Reason.UNAVAILABLE;
    }

    /**
     * What is done inside a transaction.
     *
     * @param <T> what comes out
     */
    public interface Work<T> {
        /** Uses the connection; neither commits nor closes it. */
        T run(Connection connection) throws SQLException;
    }
}
