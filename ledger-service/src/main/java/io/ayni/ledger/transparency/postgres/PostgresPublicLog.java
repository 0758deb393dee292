package io.ayni.ledger.transparency.postgres;

import io.ayni.contracts.transparency.TileAddress;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.ledger.journal.postgres.Columns;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.transparency.CheckpointSigner;
import io.ayni.ledger.transparency.LogState;
import io.ayni.ledger.transparency.LoggedEntry;
import io.ayni.ledger.transparency.PublicLog;
import io.ayni.ledger.transparency.PublishedCheckpoint;
import io.ayni.ledger.transparency.TreeGrowth;
import io.ayni.ledger.transparency.TreeGrowth.GrownTile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The published logs in PostgreSQL. A shard is extended by whoever gets its advisory lock; tiles and checkpoint are written
 * in one transaction, and triggers refuse a tile that does not grow and a checkpoint that does not extend.
 */
public final class PostgresPublicLog implements PublicLog {
    /** First key of the advisory locks: a number that nothing else in this database uses. */
    private static final int LOCK_SPACE = 0x41594e49;

    private static final int ROWS_AT_A_TIME = 500;
    private static final String STATES =
            """
            select h.shard, h.entry_number, coalesce(c.size, -1), coalesce(c.made_at_ms, 0)
            from ledger.shard_head h left join lateral (
                select size, made_at_ms from ledger.checkpoint where shard = h.shard order by size desc limit 1) c on true
            order by h.shard""";
    private static final String LOCK = "select pg_try_advisory_xact_lock(?, ?)";
    private static final String NEWEST =
            "select size, root, note from ledger.checkpoint where shard = ? order by size desc limit 1";
    private static final String TILE =
            "select hashes from ledger.merkle_tile where shard = ? and level = ? and tile_index = ?";
    private static final String BODIES =
            "select number, body from ledger.journal_entry where shard = ? and number > ? and number <= ? order by number";
    private static final String GROW =
            """
            insert into ledger.merkle_tile (shard, level, tile_index, hashes)
            select ?, * from unnest(?::bigint[], ?::bigint[], ?::bytea[])
            on conflict (shard, level, tile_index) do update set hashes = excluded.hashes""";
    private static final String PUBLISH =
            "insert into ledger.checkpoint (shard, size, root, note, made_at_ms) values (?, ?, ?, ?, ?)";
    private static final String ENTRY =
            "select body, owner_account from ledger.journal_entry where shard = ? and number = ?";

    private final Transactions transactions;

    /** @param transactions on the runtime role's pool */
    public PostgresPublicLog(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<LogState> states() {
        return transactions.run(connection -> {
            List<LogState> states = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(STATES);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    states.add(new LogState(rows.getInt(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
                }
            }
            return states;
        });
    }

    @Override
    public void extend(int shard, int maxEntries, CheckpointSigner signer, long nowMs) {
        transactions.run(connection -> {
            if (isMine(connection, shard)) {
                extend(connection, shard, maxEntries, signer, nowMs);
            }
            return null;
        });
    }

    private static boolean isMine(Connection connection, int shard) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setInt(1, LOCK_SPACE);
            statement.setInt(2, shard);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void extend(Connection connection, int shard, int maxEntries, CheckpointSigner signer, long nowMs)
            throws SQLException {
        Optional<PublishedCheckpoint> before = newest(connection, shard);
        long size = before.map(PublishedCheckpoint::size).orElse(0L);
        TreeGrowth tree = new TreeGrowth(size, partialTiles(connection, shard, size));
        appendEntries(connection, shard, tree, maxEntries);
        if (tree.size() == size && before.isPresent()) {
            return;
        }
        storeTiles(connection, shard, tree.grownTiles());
        publish(connection, shard, signer.sign(shard, tree.size(), tree.root()), nowMs);
    }

    private static Map<Integer, byte[]> partialTiles(Connection connection, int shard, long size) throws SQLException {
        Map<Integer, byte[]> tiles = new HashMap<>();
        for (int level = 0; level <= TileAddress.MAX_LEVEL; level++) {
            if ((size >>> TileAddress.HEIGHT * level) % TileAddress.WIDTH != 0) {
                Optional<byte[]> tile = tile(connection, shard, level, TreeGrowth.partialTile(size, level));
                tiles.put(level, tile.orElseThrow(() -> new IllegalStateException("a tile is missing")));
            }
        }
        return tiles;
    }

    private static void appendEntries(Connection connection, int shard, TreeGrowth tree, int maxEntries)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BODIES)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            statement.setInt(1, shard);
            statement.setLong(2, tree.size());
            statement.setLong(3, tree.size() + maxEntries);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getLong(1) != tree.size() + 1) {
                        throw new IllegalStateException("the journal has a gap");
                    }
                    tree.append(rows.getBytes(2));
                }
            }
        }
    }

    private static void storeTiles(Connection connection, int shard, List<GrownTile> tiles) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GROW)) {
            new Columns(connection, statement)
                    .number(shard)
                    .numbers(tiles, tile -> (long) tile.level())
                    .numbers(tiles, GrownTile::index)
                    .bytes(tiles, GrownTile::hashes);
            statement.executeUpdate();
        }
    }

    private static void publish(Connection connection, int shard, PublishedCheckpoint checkpoint, long nowMs)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PUBLISH)) {
            statement.setInt(1, shard);
            statement.setLong(2, checkpoint.size());
            statement.setBytes(3, checkpoint.root().bytes());
            statement.setString(4, checkpoint.note());
            statement.setLong(5, nowMs);
            statement.executeUpdate();
        }
    }

    @Override
    public Optional<PublishedCheckpoint> newest(int shard) {
        return transactions.run(connection -> newest(connection, shard));
    }

    private static Optional<PublishedCheckpoint> newest(Connection connection, int shard) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setInt(1, shard);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new PublishedCheckpoint(
                                row.getLong(1), new TreeHash(row.getBytes(2)), row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    @Override
    public Optional<byte[]> tile(int shard, int level, long index) {
        return transactions.run(connection -> tile(connection, shard, level, index));
    }

    private static Optional<byte[]> tile(Connection connection, int shard, int level, long index) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TILE)) {
            statement.setInt(1, shard);
            statement.setInt(2, level);
            statement.setLong(3, index);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    @Override
    public Optional<LoggedEntry> entry(int shard, long number) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ENTRY)) {
                statement.setInt(1, shard);
                statement.setLong(2, number);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new LoggedEntry(row.getBytes(1), Optional.ofNullable(row.getString(2))))
                            : Optional.empty();
                }
            }
        });
    }
}
