package io.ayni.ledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at the tables while others work on them; each look is one statement, so it sees one instant. */
final class Observer {
    private static final String MONEY =
            """
            select (select coalesce(sum(amount), 0) from ledger.balance),
                (select count(*) from (
                    select account, shard, sum(amount) from ledger.posting group by account, shard
                    except select account, shard, amount from ledger.balance) as other),
                (select count(*) from ledger.balance
                    where amount < 0 and account not like 'funding:%' and account not like 'adjustment:%'),
                (select coalesce(max(used), 0) from ledger.cap_use where cap = 3),
                (select coalesce(min(amount), 0) from ledger.balance where account like 'pool:%')""";
    private static final String OFFSET =
            """
            select next_offset,
                (select count(*) from ledger.ack where shard = ?),
                (select count(*) from ledger.parked_record where shard = ?)
            from ledger.shard_head where shard = ?""";

    private final Papers papers;
    private final long seed;

    Observer(Papers papers, long seed) {
        this.papers = papers;
        this.seed = seed;
    }

    /** I1, I2, I6, I13 and I14 at this instant. */
    void lookAtMoney(Instance instance) {
        List<Long> found = instance.transactions.run(connection -> numbers(connection, MONEY, 5));
        assertThat(found.get(0)).as("I1, sum of all balances, seed %d", seed).isZero();
        assertThat(found.get(1))
                .as("I2, balances that are not the fold, seed %d", seed)
                .isZero();
        assertThat(found.get(2)).as("I6, balances below zero, seed %d", seed).isZero();
        assertThat(found.get(3))
                .as("I14, the most that an account earned, seed %d", seed)
                .isLessThanOrEqualTo(Instance.CAPS.accountMicroCredits());
        assertThat(found.get(4)).as("I13, the emptiest pool, seed %d", seed).isNotNegative();
    }

    /** I11 at this instant: each record before the offset has its ack or is parked, and none behind it. */
    void lookAtOffset(Instance instance, int shard) {
        List<Long> found = instance.transactions.run(connection -> numbers(connection, OFFSET, 3, shard, shard, shard));
        assertThat(found.get(1))
                .as("I11, acks of shard %d up to %d, seed %d", shard, found.get(0), seed)
                .isEqualTo(papers.batches(shard, found.get(0)).size());
        assertThat(found.get(2))
                .as("I11, parked records of shard %d up to %d, seed %d", shard, found.get(0), seed)
                .isEqualTo(papers.broken(shard, found.get(0)));
    }

    private static List<Long> numbers(Connection connection, String query, int columns, int... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setInt(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                List<Long> numbers = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    numbers.add(row.getLong(column));
                }
                return numbers;
            }
        }
    }
}
