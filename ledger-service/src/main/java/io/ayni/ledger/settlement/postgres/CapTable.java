package io.ayni.ledger.settlement.postgres;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.journal.EarningCap;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.journal.postgres.Columns;
import io.ayni.ledger.journal.postgres.RoundTrip;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Statements on the use of caps. Counters are shared by all shards: they are locked in the order of their keys, after the
 * head of the shard, so two shards wait for each other but never for ever.
 */
final class CapTable {
    /** Finds each counter by its key, whatever the planner thinks of the table's size, and makes it if it is missing. */
    private static final String RESERVE =
            """
            insert into ledger.cap_use (cap, day, subject, used)
            select cap, day, subject, use from unnest(?::bigint[], ?::bigint[], ?::bytea[], ?::bigint[])
                with ordinality as wanted (cap, day, subject, use, place) order by place
            on conflict (cap, day, subject) do update set used = cap_use.used + excluded.used
            returning cap, day, subject, used""";

    private static final String GIVE_BACK =
            """
            insert into ledger.cap_use (cap, day, subject, used)
            select * from unnest(?::bigint[], ?::bigint[], ?::bytea[], ?::bigint[])
            on conflict (cap, day, subject) do update set used = cap_use.used - excluded.used""";

    private static final EarningCap[] CAPS = EarningCap.values();

    private CapTable() {}

    /**
     * Locks counters until the transaction ends and adds to each what it will be used at most. Nobody else sees that before
     * the transaction ends, and by then {@link #giveBack} has set it right.
     *
     * @return how far each was used before
     */
    static Map<CapKey, Long> reserve(RoundTrip trip, SortedMap<CapKey, Long> uses) {
        Map<CapKey, Long> usedBefore = new HashMap<>();
        if (!uses.isEmpty()) {
            trip.read(RESERVE, columns -> bind(columns, uses), rows -> {
                while (rows.next()) {
                    CapKey key =
                            new CapKey(CAPS[rows.getInt(1) - 1], new DocumentId(rows.getBytes(3)), rows.getLong(2));
                    usedBefore.put(key, rows.getLong(4) - uses.get(key));
                }
            });
        }
        return usedBefore;
    }

    /**
     * Takes from reserved counters what was not used after all: nothing, unless a cap or another check took something or a
     * mark had moved before.
     *
     * @throws IllegalStateException when more was used than reserved
     */
    static void giveBack(RoundTrip trip, SortedMap<CapKey, Long> reserved, Map<CapKey, Long> used) {
        if (!reserved.keySet().containsAll(used.keySet())) {
            throw new IllegalStateException("a counter was used that was not reserved");
        }
        SortedMap<CapKey, Long> unused = new TreeMap<>();
        reserved.forEach((key, use) -> {
            long rest = use - used.getOrDefault(key, 0L);
            if (rest < 0) {
                throw new IllegalStateException("a counter was used beyond what was reserved");
            }
            if (rest > 0) {
                unused.put(key, rest);
            }
        });
        if (!unused.isEmpty()) {
            trip.write(GIVE_BACK, columns -> bind(columns, unused));
        }
    }

    private static Columns bind(Columns columns, SortedMap<CapKey, Long> counters) throws SQLException {
        return columns.numbers(counters.keySet(), key -> (long) key.cap().code())
                .numbers(counters.keySet(), CapKey::day)
                .bytes(counters.keySet(), key -> key.subject().bytes())
                .numbers(counters.values(), count -> count);
    }
}
