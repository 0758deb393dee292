package io.ayni.ledger.journal.postgres;

import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.EntryParties;
import io.ayni.ledger.journal.ShardHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Statements on the journal and what is folded from it. All run inside the caller's transaction. */
public final class JournalTables {
    private static final String LOCK_HEAD =
            "select next_offset, entry_number, chain_hash, recorded_at_ms from ledger.shard_head where shard = ? for no key update";
    private static final String LOCK_OPENING = "select pg_advisory_xact_lock(?)";
    private static final String ADD_HEAD = "insert into ledger.shard_head (shard) values (?) on conflict do nothing";
    private static final String MOVE_HEAD =
            "update ledger.shard_head set next_offset = ?, entry_number = ?, chain_hash = ?, recorded_at_ms = ? where shard = ?";
    private static final String ADD_ENTRIES =
            """
            insert into ledger.journal_entry (shard, number, recorded_at_ms, cause_key, body, hash, previous_hash,
                owner_account, node_id, window_hour, grant_document, receipt_document)
            select ?, * from unnest(?::bigint[], ?::bigint[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[],
                ?::text[], ?::bytea[], ?::bigint[], ?::bytea[], ?::bytea[])""";
    private static final String ADD_POSTINGS =
            """
            insert into ledger.posting (shard, number, leg, account, amount)
            select ?, * from unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[])""";
    private static final String OPEN_BALANCES =
            """
            insert into ledger.balance (shard, account, amount)
            select ?, account, 0 from unnest(?::text[]) as account on conflict do nothing""";
    private static final String CHANGE_BALANCES =
            """
            update ledger.balance set amount = balance.amount + change.amount
            from unnest(?::text[], ?::bigint[]) as change (account, amount)
            where balance.account = change.account and balance.shard = ?""";

    /** Names the advisory lock of whoever opens the shards of a ledger. */
    private static final long OPENING_LOCK = 0x4159_4e49_4f50_454eL;

    private JournalTables() {}

    /** Lets one process at a time open the shards, until the transaction ends. */
    public static void lockOpening(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_OPENING)) {
            statement.setLong(1, OPENING_LOCK);
            statement.execute();
        }
    }

    /** Makes the shard's head row if it is not there. */
    public static void addHead(Connection connection, int shard) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_HEAD)) {
            statement.setInt(1, shard);
            statement.executeUpdate();
        }
    }

    /**
     * Locks the shard until the transaction ends and reads its head; empty when there is no such shard. The lock leaves the
     * key alone, so a row that only refers to the shard is written without waiting for whoever has it.
     */
    public static Optional<ShardHead> lockHead(Connection connection, int shard) throws SQLException {
        List<ShardHead> found = new ArrayList<>();
        RoundTrip trip = new RoundTrip(connection);
        lockHead(trip, shard, found::add);
        trip.run();
        return found.stream().findFirst();
    }

    /** The same as a part of a round trip; the receiver is told nothing when there is no such shard. */
    public static void lockHead(RoundTrip trip, int shard, Consumer<ShardHead> receiver) {
        trip.read(LOCK_HEAD, columns -> columns.number(shard), rows -> {
            if (rows.next()) {
                receiver.accept(
                        new ShardHead(shard, rows.getLong(1), rows.getLong(2), rows.getBytes(3), rows.getLong(4)));
            }
        });
    }

    /** Writes where the shard ends now. */
    public static void moveHead(Connection connection, ShardHead head) throws SQLException {
        RoundTrip trip = new RoundTrip(connection);
        moveHead(trip, head);
        trip.run();
    }

    /** The same as a part of a round trip. */
    public static void moveHead(RoundTrip trip, ShardHead head) {
        trip.write(MOVE_HEAD, columns -> columns.number(head.nextOffset())
                .number(head.entryNumber())
                .binary(head.chainHash())
                .number(head.recordedAtMs())
                .number(head.shard()));
    }

    /**
     * Writes entries with their postings. An entry that no receipt caused belongs to the owner whose money it moves, if it
     * moves an owner's.
     *
     * @param parties who stands behind an entry, null for one that no receipt caused
     */
    public static void append(
            Connection connection,
            int shard,
            List<AppendedEntry> entries,
            Function<AppendedEntry, EntryParties> parties)
            throws SQLException {
        RoundTrip trip = new RoundTrip(connection);
        append(trip, shard, entries, parties);
        trip.run();
    }

    /** The same as a part of a round trip. */
    public static void append(
            RoundTrip trip, int shard, List<AppendedEntry> entries, Function<AppendedEntry, EntryParties> parties) {
        if (entries.isEmpty()) {
            return;
        }
        trip.write(ADD_ENTRIES, columns -> columns.number(shard)
                .numbers(entries, appended -> appended.entry().number())
                .numbers(entries, appended -> appended.entry().recordedAtMs())
                .texts(entries, appended -> appended.entry().cause().key())
                .bytes(entries, AppendedEntry::body)
                .bytes(entries, AppendedEntry::hash)
                .bytes(entries, AppendedEntry::previousHash)
                .texts(entries, appended -> owner(appended, parties.apply(appended)))
                .bytes(entries, of(parties, party -> party.node().bytes()))
                .numbers(entries, of(parties, EntryParties::window))
                .bytes(entries, of(parties, party -> party.grantDocument().bytes()))
                .bytes(entries, of(parties, party -> party.receiptDocument().bytes())));
        addPostings(trip, shard, entries);
    }

    private static <T> Function<AppendedEntry, T> of(
            Function<AppendedEntry, EntryParties> parties, Function<EntryParties, T> column) {
        return parties.andThen(party -> party == null ? null : column.apply(party));
    }

    private static String owner(AppendedEntry appended, EntryParties parties) {
        if (parties != null) {
            return parties.owner().text();
        }
        return appended.entry().postings().stream()
                .flatMap(posting -> posting.account().owner().stream())
                .findFirst()
                .map(account -> new LedgerAccount.Owner(account).text())
                .orElse(null);
    }

    private static void addPostings(RoundTrip trip, int shard, List<AppendedEntry> entries) {
        List<Leg> legs = new ArrayList<>();
        for (AppendedEntry appended : entries) {
            long leg = 0;
            for (Posting posting : appended.entry().postings()) {
                legs.add(new Leg(appended.entry().number(), leg++, posting));
            }
        }
        if (legs.isEmpty()) {
            return;
        }
        trip.write(ADD_POSTINGS, columns -> columns.number(shard)
                .numbers(legs, Leg::number)
                .numbers(legs, Leg::leg)
                .texts(legs, leg -> leg.posting().account().text())
                .numbers(legs, leg -> leg.posting().signedAmount()));
    }

    /** Adds to the shard's balances of these accounts, given by their text form in ascending order. */
    public static void changeBalances(Connection connection, int shard, Map<String, Long> changes) throws SQLException {
        RoundTrip trip = new RoundTrip(connection);
        changeBalances(trip, shard, changes);
        trip.run();
    }

    /** The same as a part of a round trip. */
    public static void changeBalances(RoundTrip trip, int shard, Map<String, Long> changes) {
        if (changes.isEmpty()) {
            return;
        }
        trip.write(OPEN_BALANCES, columns -> columns.number(shard).texts(changes.keySet(), Function.identity()));
        trip.write(CHANGE_BALANCES, columns -> columns.texts(changes.keySet(), Function.identity())
                .numbers(changes.values(), Function.identity())
                .number(shard));
    }

    private record Leg(long number, long leg, Posting posting) {}
}
