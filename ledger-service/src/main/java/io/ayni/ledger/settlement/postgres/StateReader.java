package io.ayni.ledger.settlement.postgres;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.Identifier;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.journal.postgres.RoundTrip;
import io.ayni.ledger.settlement.LoadedState;
import io.ayni.ledger.settlement.Mark;
import io.ayni.ledger.settlement.StateNeeds;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Locks and reads the parts of the state that a decision needs: one statement per kind, whatever their number. */
final class StateReader {
    private static final String MARKS =
            """
            select grant_id, settled_bytes, grant_document, uploader_account, downloader_account
            from ledger.settlement_mark where grant_id = any(?::bytea[])""";
    private static final String POOLS =
            "select account, amount from ledger.balance where account = any(?::text[]) and shard = ?";
    private static final String DECIDED = "select batch_id from ledger.ack where batch_id = any(?::bytea[])";

    private StateReader() {}

    /**
     * Locks the shard and the counters of the caps, which it reserves, and reads what they guard, in two round trips: the
     * second asks for the marks, which may be many. Empty when there is no such shard.
     */
    static Optional<LoadedState> lock(Connection connection, StateNeeds needs) throws SQLException {
        List<ShardHead> heads = new ArrayList<>();
        RoundTrip trip = new RoundTrip(connection);
        JournalTables.lockHead(trip, needs.shard(), heads::add);
        Map<LedgerAccount.Pool, Long> pools = pools(trip, needs);
        Set<AccountId> quarantined = StandingTable.quarantined(trip, needs.payees());
        Set<DocumentId> decided = decided(trip, needs.batches());
        Map<CapKey, Long> caps = CapTable.reserve(trip, needs.caps());
        trip.run();
        Map<GrantId, Mark> marks = marks(connection, needs.grants());
        return heads.stream().findFirst().map(head -> new LoadedState(head, marks, pools, caps, quarantined, decided));
    }

    static Map<GrantId, Mark> marks(Connection connection, Set<GrantId> grants) throws SQLException {
        Map<GrantId, Mark> marks = new HashMap<>();
        if (!grants.isEmpty()) {
            new RoundTrip(connection)
                    .read(MARKS, columns -> columns.bytes(grants, Identifier::bytes), rows -> {
                        while (rows.next()) {
                            marks.put(new GrantId(rows.getBytes(1)), mark(rows));
                        }
                    })
                    .run();
        }
        return marks;
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(
                row.getLong(2),
                new DocumentId(row.getBytes(3)),
                new AccountId(row.getBytes(4)),
                new AccountId(row.getBytes(5)));
    }

    private static Map<LedgerAccount.Pool, Long> pools(RoundTrip trip, StateNeeds needs) {
        Map<LedgerAccount.Pool, Long> balances = new HashMap<>();
        if (needs.campaigns().isEmpty()) {
            return balances;
        }
        Map<String, LedgerAccount.Pool> byText = needs.campaigns().stream()
                .map(needs::pool)
                .collect(Collectors.toMap(LedgerAccount.Pool::text, pool -> pool));
        trip.read(POOLS, columns -> columns.texts(byText.keySet(), text -> text).number(needs.shard()), rows -> {
            while (rows.next()) {
                balances.put(byText.get(rows.getString(1)), rows.getLong(2));
            }
        });
        return balances;
    }

    private static Set<DocumentId> decided(RoundTrip trip, Set<DocumentId> batches) {
        Set<DocumentId> decided = new HashSet<>();
        if (!batches.isEmpty()) {
            trip.read(DECIDED, columns -> columns.bytes(batches, Identifier::bytes), rows -> {
                while (rows.next()) {
                    decided.add(new DocumentId(rows.getBytes(1)));
                }
            });
        }
        return decided;
    }
}
