package io.ayni.ledger.pending.postgres;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.fixture.LedgerDatabase;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.StoredLedger;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.pending.PendingPolicy;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lots in a real PostgreSQL, from the settlement that opens them to their end. */
class PostgresPendingIT {
    private static final int SHARDS = 2;
    private static final long MIB = 1L << 20;
    private static final long SLICE_MS = 10_000;
    private static final long T = TestGrant.SETTLED_AT_MS / SLICE_MS * SLICE_MS;
    /** Last instant of the slice that begins at T. */
    private static final long UNTIL = T + SLICE_MS - 1;

    private static final long HOLD_MS = 60_000;
    /** First instant at which a lot of the slice may be released. */
    private static final long DUE = UNTIL + 1 + HOLD_MS;

    private static final PendingPolicy AT_ONCE = new PendingPolicy(SLICE_MS, HOLD_MS, 0, 0, 5_000);
    private static final Node NODE = Node.inShard("pending", 0, SHARDS);
    private static final Node SECOND =
            new Node(Node.inShard("pending-second", 1, SHARDS).key(), NODE.account());
    private static final LedgerAccount OWNER = new LedgerAccount.Owner(NODE.account());
    private static final LedgerAccount PENDING = new LedgerAccount.Pending(NODE.account());

    private final LedgerDatabase database = LedgerDatabase.bare();
    private StoredLedger ledger = begin(AT_ONCE);

    @AfterEach
    void everyBalanceIsThatOfTheJournal() throws Exception {
        ledger.verified();
        assertThat(database.number("select sum(amount) from ledger.balance")).isZero();
        assertThat(database.number("select coalesce(sum(amount), 0) from ledger.pending_lot"))
                .isEqualTo(ledger.balance(PENDING));
    }

    @Test
    void lotsAreReleasedWholeAfterTheirHoldTimeInEveryShard() throws Exception {
        // Given
        ledger.at(T)
                .settle(NODE, grant("a", NODE).settling(MIB), grant("b", NODE).settling(2 * MIB));
        ledger.settle(SECOND, grant("c", SECOND).settling(4 * MIB));
        ledger.at(UNTIL + 1).settle(NODE, grant("next slice", NODE).settling(8 * MIB));

        // When
        ledger.at(DUE - 1).release();
        long before = ledger.balance(OWNER);
        ledger.at(DUE).release();

        // Then
        assertThat(before).isZero();
        assertThat(ledger.balance(OWNER)).isEqualTo(7_000);
        assertThat(ledger.balance(PENDING)).isEqualTo(8_000);
        assertThat(ledger.verified().releasedMicroCredits()).isEqualTo(7_000);
        assertThat(database.texts("select distinct topic from ledger.outbox where position in"
                        + " (select max(position) from ledger.outbox)"))
                .containsExactly("ayni.journal");
    }

    @Test
    void newcomersLotsWaitForAgeOrGrants() throws Exception {
        // Given: a day or three grants
        ledger = begin(new PendingPolicy(SLICE_MS, 0, 86_400_000, 3, 5_000));
        ledger.at(T)
                .settle(NODE, grant("a", NODE).settling(MIB), grant("b", NODE).settling(MIB));

        // When
        ledger.at(UNTIL + 1).release();
        long withTwoGrants = ledger.balance(OWNER);
        ledger.settle(NODE, grant("c", NODE).settling(MIB));
        ledger.at(UNTIL + 1 + SLICE_MS).release();

        // Then
        assertThat(withTwoGrants).isZero();
        assertThat(ledger.balance(OWNER)).isEqualTo(3_000);
    }

    @Test
    void quarantineHoldsLotsBackUntilItIsLifted() throws Exception {
        // Given
        ledger.at(T).settle(NODE, grant("a", NODE).settling(MIB));
        setQuarantine("'POLLUTION'");

        // When
        ledger.at(DUE).release();
        long inQuarantine = ledger.balance(OWNER);
        setQuarantine("null");
        ledger.at(DUE + 5_000).release();

        // Then
        assertThat(inQuarantine).isZero();
        assertThat(ledger.balance(OWNER)).isEqualTo(1_000);
    }

    @Test
    void revokedKeyVoidsItsLotsBeforeTheirHoldTimeAndOthersNot() throws Exception {
        // Given
        ledger.at(T).settle(NODE, grant("a", NODE).settling(MIB));
        ledger.settle(NODE, grant("b", NODE).signedBy(Operator.SECOND_GRANT_KEY).settling(2 * MIB));
        ledger.publish(new OperatorKeys(List.of(
                new PublishedKey(KeyPurpose.GRANT, Operator.GRANT_KEY.publicKey(), 0, Long.MAX_VALUE, UNTIL + 5),
                new PublishedKey(KeyPurpose.GRANT, Operator.SECOND_GRANT_KEY.publicKey(), 0, Long.MAX_VALUE))));

        // When
        ledger.at(UNTIL + 4).release();
        long before = ledger.balance(PENDING);
        ledger.at(UNTIL + 5).release();

        // Then
        assertThat(before).isEqualTo(3_000);
        assertThat(ledger.balance(PENDING)).isEqualTo(2_000);
        assertThat(ledger.balance(OWNER)).isZero();
        assertThat(ledger.verified().voidedMicroCredits()).isEqualTo(1_000);
    }

    @Test
    void processesThatReleaseAtOnceReleaseEachLotOnce() throws Exception {
        // Given: twenty lots in either shard
        StoredLedger other = new StoredLedger(database, SHARDS, CapPolicy.DEFAULT, AT_ONCE).at(DUE + 20 * SLICE_MS);
        for (int i = 0; i < 20; i++) {
            ledger.at(T + i * SLICE_MS).settle(NODE, grant("a" + i, NODE).settling(MIB));
            ledger.settle(SECOND, grant("b" + i, SECOND).settling(MIB));
        }
        ledger.at(DUE + 20 * SLICE_MS);

        // When
        atOnce(List.of(ledger::release, other::release, ledger::release, other::release));

        // Then
        assertThat(ledger.balance(OWNER)).isEqualTo(40_000);
        assertThat(database.number("select count(*) from ledger.pending_lot")).isZero();
        assertThat(database.number("select count(*) from ledger.journal_entry where cause_key like 'lot:%'"))
                .isEqualTo(40);
    }

    private StoredLedger begin(PendingPolicy policy) {
        try {
            return new StoredLedger(database, SHARDS, CapPolicy.DEFAULT, policy).begin(2_000_000);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static TestGrant grant(String name, Node node) {
        return aGrant("pending " + name).to(node);
    }

    private void setQuarantine(String reason) throws SQLException {
        assertThat(database.texts("update ledger.standing set quarantine = " + reason + " returning 1"))
                .hasSize(1);
    }

    private static void atOnce(List<Runnable> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            List<Callable<Object>> calls =
                    tasks.stream().map(Executors::callable).toList();
            for (Future<Object> done : threads.invokeAll(calls)) {
                done.get();
            }
        }
    }
}
