package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.operator.QuarantinedAccount;
import io.ayni.ledger.pending.QuarantineReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements on the standing of accounts and on the lots that wait for it. */
final class OperatorStandings {
    private static final String QUARANTINE =
            """
            insert into ledger.standing (account, quarantine) values (?, ?)
            on conflict (account) do update set quarantine = excluded.quarantine""";
    private static final String LIFT =
            "update ledger.standing set quarantine = null where account = ? and quarantine is not null";
    private static final String PAGE =
            """
            select account, quarantine from ledger.standing where quarantine is not null and account > ?
            order by account limit ?""";
    private static final String VOID_PENDING =
            """
            insert into ledger.standing (account, void_pending_until_ms) values (?, ?)
            on conflict (account) do update set
                void_pending_until_ms = greatest(standing.void_pending_until_ms, excluded.void_pending_until_ms)""";
    private static final String SHARDS_WITH_LOTS =
            """
            select shard from ledger.shard_head where exists (
                select from ledger.pending_lot lot where lot.shard = shard_head.shard and lot.account = ?)
            order by shard""";
    private static final String WAKE =
            """
            update ledger.pending_lot set look_at_ms = least(look_at_ms, until_ms + 1)
            where shard = ? and account = ?""";

    private OperatorStandings() {}

    static void quarantine(Connection connection, AccountId account, QuarantineReason reason) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUARANTINE)) {
            statement.setBytes(1, account.bytes());
            statement.setString(2, reason.name());
            statement.executeUpdate();
        }
    }

    /** False when there is none to lift. */
    static boolean lift(Connection connection, AccountId account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LIFT)) {
            statement.setBytes(1, account.bytes());
            return statement.executeUpdate() > 0;
        }
    }

    /** Accounts under quarantine after this one, or from the first on. */
    static List<QuarantinedAccount> page(Connection connection, Optional<AccountId> after, int limit)
            throws SQLException {
        List<QuarantinedAccount> page = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setBytes(1, after.map(AccountId::bytes).orElse(new byte[0]));
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    page.add(new QuarantinedAccount(
                            new AccountId(rows.getBytes(1)), QuarantineReason.valueOf(rows.getString(2))));
                }
            }
        }
        return page;
    }

    static void voidPending(Connection connection, AccountId account, long untilMs) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VOID_PENDING)) {
            statement.setBytes(1, account.bytes());
            statement.setLong(2, untilMs);
            statement.executeUpdate();
        }
    }

    /**
     * Locks the shards that hold lots of an account, in ascending order. A lot that is opened later in another shard is decided
     * about at its own first look.
     */
    static List<Integer> lockShardsWithLots(Connection connection, AccountId account) throws SQLException {
        List<Integer> shards = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SHARDS_WITH_LOTS)) {
            statement.setBytes(1, account.bytes());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    shards.add(rows.getInt(1));
                }
            }
        }
        for (int shard : shards) {
            JournalTables.lockHead(connection, shard);
        }
        return shards;
    }

    /** Has an account's lots in these locked shards looked at in the next round, or once their slice is over. */
    static void wake(Connection connection, List<Integer> shards, AccountId account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAKE)) {
            for (int shard : shards) {
                statement.setInt(1, shard);
                statement.setBytes(2, account.bytes());
                statement.executeUpdate();
            }
        }
    }
}
