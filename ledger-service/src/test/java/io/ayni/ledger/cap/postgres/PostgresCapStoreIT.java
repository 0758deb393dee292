package io.ayni.ledger.cap.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.journal.EarningCap;
import io.ayni.ledger.fixture.LedgerDatabase;
import io.ayni.ledger.journal.postgres.Transactions;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clearing away counters of caps with the rights of the ledger, on a real PostgreSQL. */
class PostgresCapStoreIT {
    private static final String COUNT = "select count(*) from ledger.cap_use where cap = ? and day = ?";

    private final LedgerDatabase database = LedgerDatabase.bare();
    private final PostgresCapStore store = new PostgresCapStore(new Transactions(database.applicationSource()));

    @BeforeEach
    void makeTables() throws Exception {
        database.makeAnew();
        run(
                """
                insert into ledger.cap_use (cap, day, subject, used)
                select cap, day, sha256(convert_to(cap || '/' || day || '/' || n, 'UTF8')), n
                from generate_series(1, 2) cap, generate_series(99, 101) day, generate_series(1, 5) n""");
    }

    @Test
    void atMostSoManyCountersOfOneCapAndOfEarlierDaysAreRemoved() throws Exception {
        // When
        int first = store.purge(EarningCap.PAIR, 101, 7);
        int second = store.purge(EarningCap.PAIR, 101, 7);

        // Then
        assertThat(first).isEqualTo(7);
        assertThat(second).isEqualTo(3);
        assertThat(database.number(COUNT, 1, 99)).isZero();
        assertThat(database.number(COUNT, 1, 100)).isZero();
        assertThat(database.number(COUNT, 1, 101)).isEqualTo(5);
        assertThat(database.number("select count(*) from ledger.cap_use where cap = 2"))
                .isEqualTo(15);
    }

    @Test
    void counterThatASettlementHoldsIsLeftForTheNextTime() throws Exception {
        // Given
        try (Connection settling = database.asApplication();
                Statement statement = settling.createStatement()) {
            settling.setAutoCommit(false);
            statement.execute("select from ledger.cap_use where cap = 1 and day = 99 and used = 1 for update");

            // When
            int removed = store.purge(EarningCap.PAIR, 100, 100);

            // Then
            assertThat(removed).isEqualTo(4);
            settling.rollback();
        }
        assertThat(store.purge(EarningCap.PAIR, 100, 100)).isEqualTo(1);
    }

    private void run(String sql) throws Exception {
        try (Connection owner = database.asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
