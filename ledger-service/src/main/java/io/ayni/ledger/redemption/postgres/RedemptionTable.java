package io.ayni.ledger.redemption.postgres;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.benefit.postgres.BenefitTable;
import io.ayni.ledger.redemption.Gain;
import io.ayni.ledger.redemption.PendingPosition;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.redemption.Redemption.Expired;
import io.ayni.ledger.redemption.Redemption.Pending;
import io.ayni.ledger.redemption.Redemption.Posted;
import io.ayni.ledger.redemption.Redemption.Voided;
import io.ayni.ledger.redemption.RedemptionOrder;
import io.ayni.ledger.redemption.RedemptionPart;
import io.ayni.ledger.redemption.RedemptionPosition;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Statements on redemptions and the rights that they give. */
final class RedemptionTable {
    private static final String TIME = "time";

    private static final String SELECT =
            """
            select r.redemption_id, r.account, r.state, r.requested_at_ms, r.confirm_by_ms, r.ended_at_ms, r.ended_by,
                r.voucher, e.from_ms, e.until_ms, p.part_shards, p.part_amounts,\s"""
                    + BenefitTable.COLUMNS
                    + """
             from ledger.redemption r
                join ledger.benefit b on b.name = r.benefit and b.version = r.version
                left join ledger.entitlement e using (redemption_id)
                cross join lateral (select array_agg(shard order by shard) as part_shards,
                    array_agg(amount order by shard) as part_amounts
                    from ledger.redemption_part where redemption_id = r.redemption_id) p
            """;
    private static final String FIND = SELECT + "where r.redemption_id = ?";
    private static final String FIND_LOCKED = FIND + " for update of r";
    private static final String LIST = SELECT
            + """
            where r.account = ? and (r.requested_at_ms, r.redemption_id) < (?, ?)
            order by r.requested_at_ms desc, r.redemption_id desc limit ?""";
    private static final String PENDING = SELECT
            + """
            where r.state = 'PENDING' and (r.confirm_by_ms, r.redemption_id) > (?, ?)
            order by r.confirm_by_ms, r.redemption_id limit ?""";
    private static final String DUE =
            """
            select redemption_id from ledger.redemption where state = 'PENDING' and confirm_by_ms <= ?
            order by confirm_by_ms, redemption_id limit ?""";
    private static final String OPEN =
            """
            select (select count(*) from ledger.redemption where account = ? and state = 'PENDING')
                + (select count(*) from ledger.entitlement where account = ? and until_ms > ?)""";
    private static final String ENTITLED_UNTIL =
            """
            select max(e.until_ms) from ledger.entitlement e join ledger.redemption r using (redemption_id)
            where e.account = ? and r.benefit = ?""";
    private static final String ADD =
            """
            insert into ledger.redemption (redemption_id, account, benefit, version, price_micro_credits, requested_at_ms,
                confirm_by_ms, state, ended_at_ms, ended_by, voucher)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ADD_PARTS =
            """
            insert into ledger.redemption_part (redemption_id, shard, amount)
            select ?, * from unnest(?::integer[], ?::bigint[])""";
    private static final String END =
            """
            update ledger.redemption set state = ?, ended_at_ms = ?, ended_by = ?, voucher = ? where redemption_id = ?""";
    private static final String ADD_RIGHT =
            "insert into ledger.entitlement (redemption_id, account, from_ms, until_ms) values (?, ?, ?, ?)";

    private RedemptionTable() {}

    static Optional<Redemption> find(Connection connection, RedemptionId id) throws SQLException {
        return find(connection, FIND, id);
    }

    /** Locks the row until the transaction ends. */
    static Optional<Redemption> lock(Connection connection, RedemptionId id) throws SQLException {
        return find(connection, FIND_LOCKED, id);
    }

    private static Optional<Redemption> find(Connection connection, String sql, RedemptionId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, id.bytes());
            return readAll(statement).stream().findFirst();
        }
    }

    static List<Redemption> list(Connection connection, AccountId account, RedemptionPosition after, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LIST)) {
            statement.setBytes(1, account.bytes());
            statement.setLong(2, after.requestedAtMs());
            statement.setBytes(3, after.id().bytes());
            statement.setInt(4, limit);
            return readAll(statement);
        }
    }

    static List<Pending> pending(Connection connection, PendingPosition after, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PENDING)) {
            statement.setLong(1, after.confirmByMs());
            statement.setBytes(2, after.id().bytes());
            statement.setInt(3, limit);
            return readAll(statement).stream().map(Pending.class::cast).toList();
        }
    }

    static List<RedemptionId> due(Connection connection, long nowMs, int limit) throws SQLException {
        List<RedemptionId> due = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DUE)) {
            statement.setLong(1, nowMs);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    due.add(new RedemptionId(rows.getBytes(1)));
                }
            }
        }
        return due;
    }

    /** Pending redemptions and rights that have not ended. */
    static int open(Connection connection, AccountId account, long nowMs) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setBytes(1, account.bytes());
            statement.setBytes(2, account.bytes());
            statement.setLong(3, nowMs);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** When the account's last right of a benefit ends or ended. */
    static OptionalLong entitledUntil(Connection connection, AccountId account, BenefitName benefit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTITLED_UNTIL)) {
            statement.setBytes(1, account.bytes());
            statement.setString(2, benefit.value());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long untilMs = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(untilMs);
            }
        }
    }

    static void add(Connection connection, Redemption redemption) throws SQLException {
        RedemptionOrder order = redemption.order();
        try (PreparedStatement row = connection.prepareStatement(ADD)) {
            row.setBytes(1, order.id().bytes());
            row.setBytes(2, order.account().bytes());
            row.setString(3, order.benefit().name().value());
            row.setLong(4, order.benefit().version());
            row.setLong(5, order.benefit().priceMicroCredits());
            row.setLong(6, order.requestedAtMs());
            if (redemption instanceof Pending pending) {
                row.setLong(7, pending.confirmByMs());
            } else {
                row.setNull(7, Types.BIGINT);
            }
            setState(row, 8, redemption);
            row.executeUpdate();
        }
        addParts(connection, order);
        addRight(connection, redemption);
    }

    private static void addParts(Connection connection, RedemptionOrder order) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_PARTS)) {
            statement.setBytes(1, order.id().bytes());
            new PartColumns(connection, statement).bind(order.parts());
            statement.executeUpdate();
        }
    }

    private record PartColumns(Connection connection, PreparedStatement statement) {
        void bind(List<RedemptionPart> parts) throws SQLException {
            Object[] shards = parts.stream().map(RedemptionPart::shard).toArray();
            Object[] amounts =
                    parts.stream().map(RedemptionPart::amountMicroCredits).toArray();
            statement.setArray(2, connection.createArrayOf("integer", shards));
            statement.setArray(3, connection.createArrayOf("bigint", amounts));
        }
    }

    static void end(Connection connection, Redemption redemption) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(END)) {
            setState(row, 1, redemption);
            row.setBytes(5, redemption.order().id().bytes());
            row.executeUpdate();
        }
        addRight(connection, redemption);
    }

    private static void addRight(Connection connection, Redemption redemption) throws SQLException {
        if (redemption instanceof Posted(RedemptionOrder order, long _, String _, Gain.Right(long from, long until))) {
            try (PreparedStatement row = connection.prepareStatement(ADD_RIGHT)) {
                row.setBytes(1, order.id().bytes());
                row.setBytes(2, order.account().bytes());
                row.setLong(3, from);
                row.setLong(4, until);
                row.executeUpdate();
            }
        }
    }

    /** Binds state, ended_at_ms, ended_by, voucher. */
    private static void setState(PreparedStatement row, int first, Redemption redemption) throws SQLException {
        switch (redemption) {
            case Pending _ -> {
                row.setString(first, "PENDING");
                row.setNull(first + 1, Types.BIGINT);
                row.setNull(first + 2, Types.VARCHAR);
                row.setNull(first + 3, Types.VARCHAR);
            }
            case Posted posted -> {
                String voucher = posted.gain() instanceof Gain.Voucher(String token) ? token : null;
                setEnd(row, first, "POSTED", posted.postedAtMs(), posted.by(), voucher);
            }
            case Voided voided -> setEnd(row, first, "VOIDED", voided.voidedAtMs(), voided.by(), null);
            case Expired expired -> setEnd(row, first, "EXPIRED", expired.expiredAtMs(), TIME, null);
        }
    }

    private static void setEnd(PreparedStatement row, int first, String state, long atMs, String by, String voucher)
            throws SQLException {
        row.setString(first, state);
        row.setLong(first + 1, atMs);
        row.setString(first + 2, by);
        row.setString(first + 3, voucher);
    }

    private static List<Redemption> readAll(PreparedStatement statement) throws SQLException {
        List<Redemption> redemptions = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                redemptions.add(read(rows));
            }
        }
        return redemptions;
    }

    private static Redemption read(ResultSet row) throws SQLException {
        RedemptionOrder order = new RedemptionOrder(
                new RedemptionId(row.getBytes("redemption_id")),
                new AccountId(row.getBytes("account")),
                BenefitTable.read(row),
                parts(row.getArray("part_shards"), row.getArray("part_amounts")),
                row.getLong("requested_at_ms"));
        long confirmByMs = row.getLong("confirm_by_ms");
        long endedAtMs = row.getLong("ended_at_ms");
        String by = row.getString("ended_by");
        return switch (row.getString("state")) {
            case "PENDING" -> new Pending(order, confirmByMs);
            case "POSTED" -> new Posted(order, endedAtMs, by, gain(row));
            case "VOIDED" -> new Voided(order, confirmByMs, endedAtMs, by);
            case "EXPIRED" -> new Expired(order, confirmByMs, endedAtMs);
            default -> throw new IllegalStateException("a state that the table does not allow");
        };
    }

    private static Gain gain(ResultSet row) throws SQLException {
        String voucher = row.getString("voucher");
        return voucher == null
                ? new Gain.Right(row.getLong("from_ms"), row.getLong("until_ms"))
                : new Gain.Voucher(voucher);
    }

    private static List<RedemptionPart> parts(Array shards, Array amounts) throws SQLException {
        Integer[] shard = (Integer[]) shards.getArray();
        Long[] amount = (Long[]) amounts.getArray();
        List<RedemptionPart> parts = new ArrayList<>(shard.length);
        for (int i = 0; i < shard.length; i++) {
            parts.add(new RedemptionPart(shard[i], amount[i]));
        }
        return parts;
    }
}
