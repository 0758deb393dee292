package io.ayni.ledger.redemption.postgres;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.postgres.BenefitTable;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.outbox.postgres.OutboxTable;
import io.ayni.ledger.redemption.Entitlement;
import io.ayni.ledger.redemption.EntitlementSnapshot;
import io.ayni.ledger.redemption.Gain;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells the world what an account has a right to, in the transaction that changes it. All of an account's records go
 * through the outbox of one shard, under the lock on the account's row, so they are published in the order of their
 * revisions. Also to be called by whoever sets or lifts a quarantine. Safe for all threads.
 */
public final class EntitlementFeed {
    private static final String ADD_ACCOUNT =
            "insert into ledger.redemption_account (account) values (?) on conflict do nothing";
    private static final String LOCK_ACCOUNT =
            "select revision from ledger.redemption_account where account = ? for update";
    private static final String MOVE_ACCOUNT =
            "update ledger.redemption_account set revision = ?, next_expiry_ms = ? where account = ?";
    private static final String RIGHTS = "select e.redemption_id, e.from_ms, e.until_ms, " + BenefitTable.COLUMNS
            + """
             from ledger.entitlement e join ledger.redemption r using (redemption_id)
                join ledger.benefit b on b.name = r.benefit and b.version = r.version
            where e.account = ? and e.until_ms > ? order by e.from_ms, e.redemption_id""";

    private final Quarantines quarantines;
    private final Function<EntitlementSnapshot, OutboxMessage> event;
    private final int shards;

    /**
     * @param quarantines knows who is served by the edge only
     * @param event what a snapshot tells the world
     * @param shards number of shards
     */
    public EntitlementFeed(Quarantines quarantines, Function<EntitlementSnapshot, OutboxMessage> event, int shards) {
        this.quarantines = quarantines;
        this.event = event;
        this.shards = shards;
    }

    /** Locks the account's row until the transaction ends. Shard heads must have been locked before. */
    static long lock(Connection connection, AccountId account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_ACCOUNT)) {
            statement.setBytes(1, account.bytes());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(LOCK_ACCOUNT)) {
            statement.setBytes(1, account.bytes());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Writes the account's rights as they are at this time, as the caller's transaction sees them, to the outbox. */
    public void changed(Connection connection, AccountId account, long nowMs) throws SQLException {
        long revision = lock(connection, account) + 1;
        List<Entitlement> rights = rights(connection, account, nowMs);
        try (PreparedStatement statement = connection.prepareStatement(MOVE_ACCOUNT)) {
            statement.setLong(1, revision);
            setNextExpiry(statement, rights);
            statement.setBytes(3, account.bytes());
            statement.executeUpdate();
        }
        Optional<String> quarantine = quarantines.reason(connection, account);
        EntitlementSnapshot snapshot = new EntitlementSnapshot(account, revision, nowMs, rights, quarantine);
        OutboxTable.add(connection, shardOf(account), List.of(event.apply(snapshot)));
    }

    private static void setNextExpiry(PreparedStatement statement, List<Entitlement> rights) throws SQLException {
        var next = rights.stream()
                .mapToLong(entitlement -> entitlement.right().untilMs())
                .min();
        if (next.isPresent()) {
            statement.setLong(2, next.getAsLong());
        } else {
            statement.setNull(2, Types.BIGINT);
        }
    }

    /** Any shard will do as long as it is always the same. */
    private int shardOf(AccountId account) {
        return Integer.remainderUnsigned(ByteBuffer.wrap(account.bytes()).getInt(), shards);
    }

    private static List<Entitlement> rights(Connection connection, AccountId account, long nowMs) throws SQLException {
        List<Entitlement> rights = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RIGHTS)) {
            statement.setBytes(1, account.bytes());
            statement.setLong(2, nowMs);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rights.add(new Entitlement(
                            new RedemptionId(rows.getBytes(1)),
                            BenefitTable.read(rows),
                            new Gain.Right(rows.getLong(2), rows.getLong(3))));
                }
            }
        }
        return rights;
    }
}
