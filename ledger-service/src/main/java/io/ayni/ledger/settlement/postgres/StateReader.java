package io.ayni.ledger.settlement.postgres;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.Identifier;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.postgres.Columns;
import io.ayni.ledger.settlement.LoadedState;
import io.ayni.ledger.settlement.Mark;
import io.ayni.ledger.settlement.StateNeeds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the parts of the state that a decision needs: one statement per kind, whatever their number. */
final class StateReader {
    private static final String MARKS =
            """
            select grant_id, settled_bytes, grant_document, uploader_account, downloader_account
            from ledger.settlement_mark where grant_id = any(?::bytea[])""";
    private static final String POOLS =
            "select account, amount from ledger.balance where account = any(?::text[]) and shard = ?";
    private static final String DECIDED = "select batch_id from ledger.ack where batch_id = any(?::bytea[])";

    private StateReader() {}

    static LoadedState read(Connection connection, ShardHead head, StateNeeds needs) throws SQLException {
        return new LoadedState(
                head,
                marks(connection, needs.grants()),
                pools(connection, needs),
                CapTable.lock(connection, needs.caps()),
                StandingTable.quarantined(connection, needs.payees()),
                decided(connection, needs.batches()));
    }

    static Map<GrantId, Mark> marks(Connection connection, Set<GrantId> grants) throws SQLException {
        Map<GrantId, Mark> marks = new HashMap<>();
        if (grants.isEmpty()) {
            return marks;
        }
        try (PreparedStatement statement = connection.prepareStatement(MARKS)) {
            new Columns(connection, statement).bytes(grants, Identifier::bytes);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    marks.put(
                            new GrantId(rows.getBytes(1)),
                            new Mark(
                                    rows.getLong(2),
                                    new DocumentId(rows.getBytes(3)),
                                    new AccountId(rows.getBytes(4)),
                                    new AccountId(rows.getBytes(5))));
                }
            }
        }
        return marks;
    }

    private static Map<LedgerAccount.Pool, Long> pools(Connection connection, StateNeeds needs) throws SQLException {
        Map<LedgerAccount.Pool, Long> balances = new HashMap<>();
        if (needs.campaigns().isEmpty()) {
            return balances;
        }
        Map<String, LedgerAccount.Pool> byText = needs.campaigns().stream()
                .map(needs::pool)
                .collect(Collectors.toMap(LedgerAccount.Pool::text, pool -> pool));
        try (PreparedStatement statement = connection.prepareStatement(POOLS)) {
            new Columns(connection, statement)
                    .texts(byText.keySet(), text -> text)
                    .number(needs.shard());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    balances.put(byText.get(rows.getString(1)), rows.getLong(2));
                }
            }
        }
        return balances;
    }

    private static Set<DocumentId> decided(Connection connection, Set<DocumentId> batches) throws SQLException {
        Set<DocumentId> decided = new HashSet<>();
        if (batches.isEmpty()) {
            return decided;
        }
        try (PreparedStatement statement = connection.prepareStatement(DECIDED)) {
            new Columns(connection, statement).bytes(batches, Identifier::bytes);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    decided.add(new DocumentId(rows.getBytes(1)));
                }
            }
        }
        return decided;
    }
}
