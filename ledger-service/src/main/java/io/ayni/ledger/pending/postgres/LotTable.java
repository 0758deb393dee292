package io.ayni.ledger.pending.postgres;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.Lot;
import io.ayni.ledger.journal.postgres.Columns;
import io.ayni.ledger.journal.postgres.RoundTrip;
import io.ayni.ledger.pending.PendingLot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** Statements on pending lots. All run inside the caller's transaction, under the lock on the shard's head. */
public final class LotTable {
    private static final String ADD =
            """
            insert into ledger.pending_lot (shard, account, campaign, grant_key, until_ms, amount, look_at_ms)
            select * from unnest(?::bigint[], ?::bytea[], ?::text[], ?::bytea[], ?::bigint[], ?::bigint[], ?::bigint[])
            on conflict (shard, account, campaign, grant_key, until_ms) do update set
                amount = pending_lot.amount + excluded.amount""";
    private static final String DUE =
            """
            select account, campaign, grant_key, until_ms, amount from ledger.pending_lot
            where shard = ? and (look_at_ms <= ? or (grant_key = any(?::bytea[]) and until_ms < ?))
            order by look_at_ms, until_ms, account, campaign, grant_key limit ?""";
    private static final String END =
            """
            delete from ledger.pending_lot using
                unnest(?::bigint[], ?::bytea[], ?::text[], ?::bytea[], ?::bigint[])
                    as ended (shard, account, campaign, grant_key, until_ms)
            where pending_lot.shard = ended.shard and pending_lot.account = ended.account
                and pending_lot.campaign = ended.campaign and pending_lot.grant_key = ended.grant_key
                and pending_lot.until_ms = ended.until_ms""";
    private static final String WAIT =
            """
            update ledger.pending_lot set look_at_ms = waiting.look_at_ms from
                unnest(?::bigint[], ?::bytea[], ?::text[], ?::bytea[], ?::bigint[], ?::bigint[])
                    as waiting (shard, account, campaign, grant_key, until_ms, look_at_ms)
            where pending_lot.shard = waiting.shard and pending_lot.account = waiting.account
                and pending_lot.campaign = waiting.campaign and pending_lot.grant_key = waiting.grant_key
                and pending_lot.until_ms = waiting.until_ms""";

    private LotTable() {}

    /**
     * Opens lots or adds to them.
     *
     * @param gains micro-credits for each lot
     * @param firstLook when a new lot is first looked at, from the end of its slice
     */
    public static void add(RoundTrip trip, Map<Lot, Long> gains, LongUnaryOperator firstLook) {
        if (gains.isEmpty()) {
            return;
        }
        List<Map.Entry<Lot, Long>> rows = List.copyOf(gains.entrySet());
        trip.write(ADD, columns -> bind(
                        columns, rows.stream().map(Map.Entry::getKey).toList())
                .numbers(rows, Map.Entry::getValue)
                .numbers(rows, row -> firstLook.applyAsLong(row.getKey().untilMs())));
    }

    /** Lots of a shard that are due for a look, and all of revoked keys whose slice is over. */
    static List<PendingLot> due(Connection connection, int shard, Set<KeyId> revoked, long nowMs, int limit)
            throws SQLException {
        List<PendingLot> lots = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DUE)) {
            new Columns(connection, statement)
                    .number(shard)
                    .number(nowMs)
                    .bytes(revoked, KeyId::bytes)
                    .number(nowMs)
                    .number(limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Lot lot = new Lot(
                            shard,
                            new AccountId(rows.getBytes(1)),
                            rows.getString(2),
                            new KeyId(rows.getBytes(3)),
                            rows.getLong(4));
                    lots.add(new PendingLot(lot, rows.getLong(5)));
                }
            }
        }
        return lots;
    }

    static void end(Connection connection, List<Lot> ended) throws SQLException {
        if (ended.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            bind(new Columns(connection, statement), ended);
            int deleted = statement.executeUpdate();
            if (deleted != ended.size()) {
                throw new IllegalStateException("a lot ended twice");
            }
        }
    }

    static void wait(Connection connection, Map<Lot, Long> waiting) throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        List<Map.Entry<Lot, Long>> rows = List.copyOf(waiting.entrySet());
        try (PreparedStatement statement = connection.prepareStatement(WAIT)) {
            bind(
                            new Columns(connection, statement),
                            rows.stream().map(Map.Entry::getKey).toList())
                    .numbers(rows, Map.Entry::getValue);
            statement.executeUpdate();
        }
    }

    private static Columns bind(Columns columns, List<Lot> lots) throws SQLException {
        return columns.numbers(lots, lot -> (long) lot.shard())
                .bytes(lots, lot -> lot.owner().bytes())
                .texts(lots, Lot::campaign)
                .bytes(lots, lot -> lot.grantKey().bytes())
                .numbers(lots, Lot::untilMs);
    }
}
