package io.ayni.ledger.redemption.postgres;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.redemption.Funds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An owner's balance by shard. */
final class FundsReader {
    private static final String BALANCES =
            "select shard, amount from ledger.balance where account = ? and amount > 0 order by shard";

    private FundsReader() {}

    /** Shards in which the owner has something now, with how much. */
    static SortedMap<Integer, Long> balances(Connection connection, AccountId owner) throws SQLException {
        SortedMap<Integer, Long> balances = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(BALANCES)) {
            statement.setString(1, new LedgerAccount.Owner(owner).text());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    balances.put(rows.getInt(1), rows.getLong(2));
                }
            }
        }
        return balances;
    }

    /** Locks the heads of these shards, which must ascend. */
    static List<ShardHead> lockHeads(Connection connection, Collection<Integer> shards) throws SQLException {
        List<ShardHead> heads = new ArrayList<>();
        for (int shard : shards) {
            heads.add(JournalTables.lockHead(connection, shard).orElseThrow());
        }
        return heads;
    }

    /** What the owner has in the locked shards. */
    static List<Funds> funds(List<ShardHead> locked, SortedMap<Integer, Long> balances) {
        return locked.stream()
                .map(head -> new Funds(head, balances.getOrDefault(head.shard(), 0L)))
                .toList();
    }
}
