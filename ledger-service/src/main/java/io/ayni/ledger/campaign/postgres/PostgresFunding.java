package io.ayni.ledger.campaign.postgres;

import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.outbox.postgres.OutboxTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Opens the shards and posts fundings. Every call may be repeated, by several processes at once. */
public final class PostgresFunding {
    private static final String COUNT_SHARDS = "select count(*) from ledger.shard_head";
    private static final String POSTED =
            """
            select p.amount from ledger.journal_entry e
                join ledger.posting p on p.shard = e.shard and p.number = e.number
            where e.cause_key = ? and p.amount > 0""";

    private final Transactions transactions;
    private final int shards;
    private final Function<AppendedEntry, OutboxMessage> event;
    private final LongSupplier nowMs;

    /**
     * @param transactions on the runtime role's pool
     * @param shards number of shards
     * @param event what an entry tells the world
     * @param nowMs the ledger's clock
     */
    public PostgresFunding(
            Transactions transactions, int shards, Function<AppendedEntry, OutboxMessage> event, LongSupplier nowMs) {
        this.transactions = transactions;
        this.shards = shards;
        this.event = event;
        this.nowMs = nowMs;
    }

    /**
     * Makes the heads of the shards if there are none yet: their number is fixed for the life of a ledger.
     *
     * @throws IllegalStateException when the ledger has another number of shards; nothing is changed then
     */
    public void openShards() {
        long found = transactions.run(connection -> {
            JournalTables.lockOpening(connection);
            if (count(connection) == 0) {
                for (int shard = 0; shard < shards; shard++) {
                    JournalTables.addHead(connection, shard);
                }
            }
            return count(connection);
        });
        if (found != shards) {
            throw new IllegalStateException(
                    "the ledger has " + found + " shards: ayni.ledger.shards must be that, not " + shards);
        }
    }

    /**
     * Posts a funding in every shard, unless it was posted before.
     *
     * @return micro-credits posted by this call
     * @throws IllegalStateException when another amount was posted under this sequence number
     */
    public long fund(CampaignFunding funding) {
        long posted = 0;
        for (int shard = 0; shard < shards; shard++) {
            posted += fund(funding, shard);
        }
        return posted;
    }

    private long fund(CampaignFunding funding, int shard) {
        long share = funding.share(shard, shards);
        if (share == 0) {
            return 0;
        }
        long before = transactions.run(connection -> post(connection, funding, shard));
        if (before != 0 && before != share) {
            throw new IllegalStateException("campaign " + funding.campaign() + " was funded with another amount under"
                    + " sequence " + funding.sequence() + ": raise the sequence to add to it");
        }
        return before == 0 ? share : 0;
    }

    /** The amount that was posted before, 0 when it is posted now. */
    private long post(Connection connection, CampaignFunding funding, int shard) throws SQLException {
        ShardHead head = JournalTables.lockHead(connection, shard).orElseThrow();
        OptionalLong before = postedBefore(connection, funding, shard);
        if (before.isPresent()) {
            return before.getAsLong();
        }
        JournalTail tail = new JournalTail(head, nowMs.getAsLong());
        AppendedEntry appended = tail.append(funding.cause(shard), funding.postings(shard, shards));
        JournalTables.append(connection, shard, List.of(appended), entry -> null);
        JournalTables.changeBalances(connection, shard, tail.balanceChanges());
        JournalTables.moveHead(connection, tail.head(head.nextOffset()));
        OutboxTable.add(connection, shard, List.of(event.apply(appended)));
        return 0;
    }

    private static OptionalLong postedBefore(Connection connection, CampaignFunding funding, int shard)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POSTED)) {
            statement.setString(1, funding.cause(shard).key());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT_SHARDS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
