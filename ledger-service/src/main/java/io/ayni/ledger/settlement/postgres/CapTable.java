package io.ayni.ledger.settlement.postgres;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.journal.EarningCap;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.journal.postgres.Columns;
import io.ayni.ledger.journal.postgres.RoundTrip;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Statements on the use of caps. Counters are shared by all shards: they are locked in the order of their keys, after the
 * head of the shard, so two shards wait for each other but never for ever.
 */
final class CapTable {
    /** Finds each counter by its key, whatever the planner thinks of the table's size, and makes it if it is missing. */
    private static final String LOCK =
            """
            insert into ledger.cap_use (cap, day, subject, used)
            select cap, day, subject, 0 from unnest(?::bigint[], ?::bigint[], ?::bytea[])
                with ordinality as wanted (cap, day, subject, place) order by place
            on conflict (cap, day, subject) do update set used = cap_use.used
            returning cap, day, subject, used""";

    private static final String USE =
            """
            insert into ledger.cap_use (cap, day, subject, used)
            select * from unnest(?::bigint[], ?::bigint[], ?::bytea[], ?::bigint[])
            on conflict (cap, day, subject) do update set used = cap_use.used + excluded.used""";

    private static final EarningCap[] CAPS = EarningCap.values();

    private CapTable() {}

    /** Locks counters until the transaction ends and reads them. */
    static Map<CapKey, Long> lock(RoundTrip trip, SortedSet<CapKey> keys) {
        Map<CapKey, Long> used = new HashMap<>();
        if (!keys.isEmpty()) {
            trip.read(LOCK, columns -> bind(columns, keys), rows -> {
                while (rows.next()) {
                    CapKey key =
                            new CapKey(CAPS[rows.getInt(1) - 1], new DocumentId(rows.getBytes(3)), rows.getLong(2));
                    used.put(key, rows.getLong(4));
                }
            });
        }
        return used;
    }

    /** Adds to counters that are locked. */
    static void use(RoundTrip trip, SortedMap<CapKey, Long> uses) {
        if (!uses.isEmpty()) {
            trip.write(USE, columns -> bind(columns, uses.keySet()).numbers(uses.values(), use -> use));
        }
    }

    private static Columns bind(Columns columns, Collection<CapKey> keys) throws SQLException {
        return columns.numbers(keys, key -> (long) key.cap().code())
                .numbers(keys, CapKey::day)
                .bytes(keys, key -> key.subject().bytes());
    }
}
