package io.ayni.ledger.settlement.postgres;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.Identifier;
import io.ayni.ledger.journal.postgres.RoundTrip;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** What is read and written of the standing of accounts inside other transactions. */
public final class StandingTable {
    private static final String QUARANTINED =
            "select account from ledger.standing where account = any(?::bytea[]) and quarantine is not null";
    private static final String QUARANTINE = "select quarantine from ledger.standing where account = ?";
    private static final String COUNT =
            """
            insert into ledger.standing (first_settled_at_ms, account, settled_grants)
            select ?, account, grants from unnest(?::bytea[], ?::bigint[])
                with ordinality as counted (account, grants, place) order by place
            on conflict (account) do update set
                settled_grants = standing.settled_grants + excluded.settled_grants,
                first_settled_at_ms = least(standing.first_settled_at_ms, excluded.first_settled_at_ms)""";

    private StandingTable() {}

    static Set<AccountId> quarantined(RoundTrip trip, Set<AccountId> accounts) {
        Set<AccountId> found = new HashSet<>();
        if (!accounts.isEmpty()) {
            trip.read(QUARANTINED, columns -> columns.bytes(accounts, Identifier::bytes), rows -> {
                while (rows.next()) {
                    found.add(new AccountId(rows.getBytes(1)));
                }
            });
        }
        return found;
    }

    /** Reason code of an account's quarantine. */
    public static Optional<String> quarantine(Connection connection, AccountId account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUARANTINE)) {
            statement.setBytes(1, account.bytes());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }

    static void countGrants(RoundTrip trip, SortedMap<AccountId, Long> grants, long recordedAtMs) {
        if (!grants.isEmpty()) {
            trip.write(COUNT, columns -> columns.number(recordedAtMs)
                    .bytes(grants.keySet(), Identifier::bytes)
                    .numbers(grants.values(), count -> count));
        }
    }
}
