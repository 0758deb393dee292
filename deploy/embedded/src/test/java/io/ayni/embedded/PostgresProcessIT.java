package io.ayni.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProcessIT {
    private static final PostgresCredentials CREDENTIALS =
            new PostgresCredentials("owner-password-1", "application-password-1");

    @TempDir
    Path directory;

    @Test
    void keepsCommittedRowsOverKillAndImmediateStop() throws Exception {
        try (PostgresProcess postgres = PostgresProcess.start(PostgresSettings.in(directory, CREDENTIALS))) {
            // Given
            execute(postgres, "CREATE TABLE kept (value int)", "INSERT INTO kept VALUES (41)");

            // When
            postgres.kill();
            postgres.restart();
            execute(postgres, "UPDATE kept SET value = value + 1");
            postgres.stopImmediately();
            postgres.restart();

            // Then
            assertThat(queryInt(asOwner(postgres), "SELECT value FROM kept")).isEqualTo(42);
            assertThat(queryText(asOwner(postgres), "SHOW fsync")).isEqualTo("on");
            assertThat(queryText(asOwner(postgres), "SHOW server_version")).isEqualTo("17.6");
        }
    }

    @Test
    void applicationRoleHasOnlyWhatTheOwnerGrants() throws Exception {
        var settings = PostgresSettings.in(directory, CREDENTIALS).throwAway();
        try (PostgresProcess postgres = PostgresProcess.start(settings)) {
            // Given
            execute(
                    postgres,
                    "CREATE TABLE granted (value int)",
                    "CREATE TABLE withheld (value int)",
                    "GRANT SELECT ON granted TO ayni_ledger_app");

            // When, Then
            assertThat(queryInt(asApplication(postgres), "SELECT count(*) FROM granted"))
                    .isZero();
            assertThatThrownBy(() -> queryInt(asApplication(postgres), "SELECT count(*) FROM withheld"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for table withheld");
            assertThatThrownBy(() -> queryInt(asApplication(postgres), "CREATE TABLE own (value int)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for schema public");
            assertThatThrownBy(() -> DriverManager.getConnection(
                            postgres.jdbcUrl(), postgres.applicationUser(), "wrong-password-1"))
                    .hasMessageContaining("password authentication failed");
            assertThat(queryText(asOwner(postgres), "SHOW fsync")).isEqualTo("off");
        }
    }

    @Test
    void startsOverALockFileWhoseProcessIdBelongsToAnotherProgram() throws Exception {
        var settings = PostgresSettings.in(directory, CREDENTIALS).throwAway();
        try (PostgresProcess postgres = PostgresProcess.start(settings)) {
            // Given
            postgres.stop();
            Files.writeString(
                    settings.data().resolve("postmaster.pid"),
                    ProcessHandle.current().pid() + "\n" + settings.data() + "\n1\n" + settings.port() + "\n\n\n\n\n");

            // When
            postgres.restart();

            // Then
            assertThat(queryInt(asOwner(postgres), "SELECT 1")).isEqualTo(1);
        }
    }

    private static Connection asOwner(PostgresProcess postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.ownerUser(), CREDENTIALS.ownerPassword());
    }

    private static Connection asApplication(PostgresProcess postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.applicationUser(), CREDENTIALS.applicationPassword());
    }

    private static void execute(PostgresProcess postgres, String... statements) throws SQLException {
        try (Connection connection = asOwner(postgres);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int queryInt(Connection connection, String sql) throws SQLException {
        return Integer.parseInt(queryText(connection, sql));
    }

    private static String queryText(Connection connection, String sql) throws SQLException {
        try (connection;
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
