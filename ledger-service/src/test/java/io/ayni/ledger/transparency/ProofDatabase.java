package io.ayni.ledger.transparency;

import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.embedded.PostgresCredentials;
import io.ayni.embedded.PostgresProcess;
import io.ayni.embedded.PostgresSettings;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.journal.postgres.Transactions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real database with the ledger's tables and no ledger, whose journal the tests write; one per JVM. */
public final class ProofDatabase {
    private static final PostgresProcess POSTGRES = PostgresProcess.start(PostgresSettings.in(
                    ScratchDirectory.create("test-proof-postgres"),
                    new PostgresCredentials(
                            UUID.randomUUID().toString(), UUID.randomUUID().toString()))
            .throwAway());

    private ProofDatabase() {}

    /** Drops all tables and makes them anew, with so many shards. */
    public static void makeAnew(int shards) throws SQLException {
        execute("drop schema if exists ledger cascade");
        Flyway.configure()
                .dataSource(
                        POSTGRES.jdbcUrl(),
                        POSTGRES.ownerUser(),
                        POSTGRES.credentials().ownerPassword())
                .schemas("ledger")
                .defaultSchema("ledger")
                .createSchemas(true)
                .placeholders(Map.of("appRole", POSTGRES.applicationUser()))
                .load()
                .migrate();
        transactions().run(connection -> {
            for (int shard = 0; shard < shards; shard++) {
                JournalTables.addHead(connection, shard);
            }
            return null;
        });
    }

    /** Connections with the rights of the ledger. */
    public static DataSource application() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(POSTGRES.jdbcUrl());
        source.setUser(POSTGRES.applicationUser());
        source.setPassword(POSTGRES.credentials().applicationPassword());
        return source;
    }

    public static Transactions transactions() {
        return new Transactions(application());
    }

    /** A connection with the rights of the owner of the tables. */
    public static Connection asOwner() throws SQLException {
        return DriverManager.getConnection(
                POSTGRES.jdbcUrl(), POSTGRES.ownerUser(), POSTGRES.credentials().ownerPassword());
    }

    /** Runs a statement as the owner of the tables; says how many rows it touched. */
    public static int execute(String sql) throws SQLException {
        try (Connection connection = asOwner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    /** The only value that a query finds, as text. */
    public static String text(String query) throws SQLException {
        try (Connection connection = asOwner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** Bodies of a shard's entries in order. */
    public static List<byte[]> bodies(int shard) throws SQLException {
        List<byte[]> bodies = new ArrayList<>();
        try (Connection connection = asOwner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select body from ledger.journal_entry where shard = " + shard + " order by number")) {
            while (rows.next()) {
                bodies.add(rows.getBytes(1));
            }
        }
        return bodies;
    }

    /** Appends fundings to a shard. */
    public static void append(int shard, int entries) {
        transactions().run(connection -> {
            ShardHead head = JournalTables.lockHead(connection, shard).orElseThrow();
            JournalTail tail = new JournalTail(head, 1_000);
            for (int i = 0; i < entries; i++) {
                tail.append(
                        new EntryCause.Funding("default", shard, head.entryNumber() + i + 1),
                        List.of(
                                new Posting(new LedgerAccount.Funding("default"), Side.DEBIT, 5),
                                new Posting(new LedgerAccount.Pool("default", shard), Side.CREDIT, 5)));
            }
            JournalTables.append(connection, shard, tail.entries(), _ -> null);
            JournalTables.changeBalances(connection, shard, tail.balanceChanges());
            JournalTables.moveHead(connection, tail.head(head.nextOffset()));
            return null;
        });
    }
}
