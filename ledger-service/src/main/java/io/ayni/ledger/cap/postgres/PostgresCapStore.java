package io.ayni.ledger.cap.postgres;

import io.ayni.contracts.journal.EarningCap;
import io.ayni.ledger.cap.CapStore;
import io.ayni.ledger.journal.postgres.Transactions;
import java.sql.PreparedStatement;

/** The counters in PostgreSQL. Whatever another transaction holds is left for the next time. */
public final class PostgresCapStore implements CapStore {
    private static final String PURGE =
            """
            delete from ledger.cap_use where (cap, day, subject) in
                (select cap, day, subject from ledger.cap_use where cap = ? and day < ?
                order by cap, day, subject limit ? for update skip locked)""";

    private final Transactions transactions;

    /** @param transactions on the runtime role's pool */
    public PostgresCapStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public int purge(EarningCap cap, long beforeDay, int limit) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(PURGE)) {
                statement.setInt(1, cap.code());
                statement.setLong(2, beforeDay);
                statement.setInt(3, limit);
                return statement.executeUpdate();
            }
        });
    }
}
