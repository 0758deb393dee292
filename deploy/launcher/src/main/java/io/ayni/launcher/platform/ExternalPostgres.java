package io.ayni.launcher.platform;

import io.ayni.launcher.UserError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * An existing PostgreSQL database for the ledger.
 *
 * @param jdbcUrl address without credentials
 * @param ownerUser role that makes the tables
 * @param ownerPassword its password
 * @param applicationUser the ledger's role at run time
 * @param applicationPassword its password
 */
public record ExternalPostgres(
        String jdbcUrl, String ownerUser, String ownerPassword, String applicationUser, String applicationPassword) {
    private static final String CONNECT_SECONDS = "10";
    private static final String LEDGER_SCHEMA = "SELECT 1 FROM pg_namespace WHERE nspname = 'ledger'";

    /**
     * Returns if both roles can log in.
     *
     * @throws UserError if not; the message says which and why
     */
    void requireAnswers() {
        try (Connection owner = connect(ownerUser, ownerPassword);
                Connection application = connect(applicationUser, applicationPassword)) {
            application.getMetaData();
            owner.getMetaData();
        } catch (SQLException failure) {
            throw unusable(failure);
        }
    }

    /**
     * Returns if no ledger has been kept in the database.
     *
     * @throws UserError if one has, or the database does not answer
     */
    public void requireNoLedger() {
        try (Connection owner = connect();
                var statement = owner.createStatement();
                var rows = statement.executeQuery(LEDGER_SCHEMA)) {
            if (rows.next()) {
                throw new UserError("The database " + jdbcUrl
                        + " holds a ledger already. A demo has keys of its own and" + " needs an empty database.");
            }
        } catch (SQLException failure) {
            throw unusable(failure);
        }
    }

    /** A new connection as the owner; the caller closes it. */
    public Connection connect() throws SQLException {
        return connect(ownerUser, ownerPassword);
    }

    private Connection connect(String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    private UserError unusable(SQLException failure) {
        return new UserError("The database " + jdbcUrl + " cannot be used: " + failure.getMessage(), failure);
    }

    @Override
    public String toString() {
        return "ExternalPostgres[" + jdbcUrl + "]";
    }
}
