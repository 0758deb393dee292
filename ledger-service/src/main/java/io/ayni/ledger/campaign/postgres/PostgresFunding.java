package io.ayni.ledger.campaign.postgres;

import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.campaign.FundingVerdict;
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

/**
 * Opens the shards and posts fundings, each in all shards in one transaction. Every call may be repeated, by several processes
 * at once.
 */
public final class PostgresFunding {
    private static final String COUNT_SHARDS = "select count(*) from ledger.shard_head";
    private static final String POSTED =
            """
            select max(micro_credits) filter (where sequence = ?), max(sequence)
            from ledger.campaign_funding where campaign = ?""";
    private static final String NOTE =
            "insert into ledger.campaign_funding (campaign, sequence, micro_credits) values (?, ?, ?)";

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
     * @throws IllegalStateException when another amount was posted under this sequence number, or a higher number was used
     */
    public long fund(CampaignFunding funding) {
        if (funding.microCredits() == 0) {
            return 0;
        }
        FundingVerdict verdict = transactions.run(connection -> {
            FundingVerdict unlocked = judge(connection, funding);
            if (unlocked != FundingVerdict.NEXT) {
                return unlocked; // what stands in the journal stays: nothing to take the locks for
            }
            lockFirst(connection);
            FundingVerdict locked = judge(connection, funding);
            if (locked == FundingVerdict.NEXT) {
                post(connection, funding);
            }
            return locked;
        });
        return switch (verdict) {
            case NEXT -> funding.microCredits();
            case REPEATED -> 0;
            case SEQUENCE_TAKEN ->
                throw refused(funding, "was funded with another amount under sequence " + funding.sequence());
            case SEQUENCE_BEHIND ->
                throw refused(funding, "was funded under a higher sequence than " + funding.sequence());
        };
    }

    private static IllegalStateException refused(CampaignFunding funding, String reason) {
        return new IllegalStateException(
                "campaign " + funding.campaign() + " " + reason + ": raise the sequence to add to it");
    }

    private static void lockFirst(Connection connection) throws SQLException {
        JournalTables.lockHead(connection, 0).orElseThrow();
    }

    /** What can become of a funding; certain as long as the caller holds the lock on the first shard's head. */
    public static FundingVerdict judge(Connection connection, CampaignFunding funding) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POSTED)) {
            statement.setLong(1, funding.sequence());
            statement.setString(2, funding.campaign());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return FundingVerdict.of(funding, number(row, 1), number(row, 2));
            }
        }
    }

    private static OptionalLong number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /**
     * Posts a funding that is judged to be the next one, inside the transaction of a caller who holds the lock on the first
     * shard's head and no other.
     *
     * @return the entry in the first shard, which has a part of every funding
     */
    public AppendedEntry post(Connection connection, CampaignFunding funding) throws SQLException {
        AppendedEntry first = post(connection, funding, 0);
        for (int shard = 1; shard < shards && funding.share(shard, shards) > 0; shard++) {
            post(connection, funding, shard);
        }
        try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
            statement.setString(1, funding.campaign());
            statement.setLong(2, funding.sequence());
            statement.setLong(3, funding.microCredits());
            statement.executeUpdate();
        }
        return first;
    }

    private AppendedEntry post(Connection connection, CampaignFunding funding, int shard) throws SQLException {
        ShardHead head = JournalTables.lockHead(connection, shard).orElseThrow();
        JournalTail tail = new JournalTail(head, nowMs.getAsLong());
        AppendedEntry appended = tail.append(funding.cause(shard), funding.postings(shard, shards));
        JournalTables.append(connection, shard, List.of(appended), entry -> null);
        JournalTables.changeBalances(connection, shard, tail.balanceChanges());
        JournalTables.moveHead(connection, tail.head(head.nextOffset()));
        OutboxTable.add(connection, shard, List.of(event.apply(appended)));
        return appended;
    }

    private static long count(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT_SHARDS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
