package io.ayni.ledger.settlement.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.verify.JournalVerifier;
import io.ayni.contracts.verify.VerificationVerdict;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.campaign.postgres.PostgresFunding;
import io.ayni.ledger.export.postgres.PostgresJournalExport;
import io.ayni.ledger.fixture.LedgerDatabase;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.settlement.AckStore;
import io.ayni.ledger.settlement.Arrival;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.ParallelJudge;
import io.ayni.ledger.settlement.RawRecord;
import io.ayni.ledger.settlement.SettleRecords;
import io.ayni.ledger.settlement.SettlementProgress;
import io.ayni.ledger.settlement.SettlementStore;
import io.ayni.ledger.settlement.SettlementStoreContract;
import io.ayni.ledger.settlement.SettlementVerdict;
import io.ayni.ledger.settlement.kafka.SettlementEvents;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The store in a real PostgreSQL: its promises, and those that need several threads. */
class PostgresSettlementStoreIT extends SettlementStoreContract {
    private static final Node NODE = Node.inShard("uploader", 0, SHARDS);
    private static final Node OTHER = Node.inShard("other", 1, SHARDS);

    private final LedgerDatabase database = LedgerDatabase.bare();
    private final Transactions transactions = new Transactions(database.applicationSource());
    private final PostgresSettlementStore store =
            new PostgresSettlementStore(transactions, Operator.LEDGER_KEY, SettlementEvents::of, PENDING, () -> NOW_MS);
    private final PostgresFunding funding =
            new PostgresFunding(transactions, SHARDS, SettlementEvents::moved, () -> NOW_MS);

    PostgresSettlementStoreIT() throws SQLException {
        database.makeAnew();
        funding.openShards();
    }

    @Override
    protected SettlementStore store() {
        return store;
    }

    @Override
    protected AckStore acks() {
        return new PostgresAckStore(transactions);
    }

    @Override
    protected void quarantine(AccountId account) throws SQLException {
        assertThat(database.texts(
                        "update ledger.standing set quarantine = 'POLLUTION' where account = ? returning 1",
                        account.bytes()))
                .hasSize(1);
    }

    @Override
    protected void fund(CampaignFunding wanted) {
        funding.fund(wanted);
    }

    @AfterEach
    void verifyTheJournal() throws Exception {
        StringBuilder export = new StringBuilder();
        new PostgresJournalExport(database.applicationSource()).write(export);
        assertThat(new JournalVerifier(Operator.KEYS).verify(new StringReader(export.toString())))
                .isInstanceOf(VerificationVerdict.Content.class);
    }

    @Test
    void grantHandedInInTwoShardsAtOnceIsPaidOnceAndInThatOfItsUploader() throws Exception {
        // Given: forty grants, each with a batch of its own in either shard, in opposite orders
        List<Arrival> forwards = new ArrayList<>();
        List<Arrival> backwards = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            forwards.add(arrival(i, 100 + i, grant(i).settling(2 * MIB)));
            backwards.add(arrival(i, 200 + i, grant(39 - i).settling(2 * MIB)));
        }

        // When
        settleAtOnce(List.of(inShard(0, forwards), inShard(1, backwards)));

        // Then
        assertThat(earned()).isEqualTo(40 * 2_000);
        assertThat(database.number("select sum(given_bytes) from ledger.node_total"))
                .isEqualTo(80 * MIB);
        assertThat(database.number("select count(*) from ledger.journal_entry where owner_account is not null"))
                .isEqualTo(40);
        assertThat(database.number("select count(*) from ledger.ack")).isEqualTo(40);
        assertThat(database.texts("select distinct shard || ' ' || reason from ledger.parked_record"))
                .containsExactly("1 WRONG_KEY");
        assertThat(database.number("select count(*) from ledger.parked_record")).isEqualTo(40);
        assertThat(store.nextOffset(0)).isEqualTo(40);
        assertThat(store.nextOffset(1)).isEqualTo(40);
    }

    @Test
    void twoInstancesThatSettleOneShardAtOnceSettleEachRecordOnce() throws Exception {
        // Given: an instance that does not know yet that it lost the partition
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            arrivals.add(arrival(i, i, grant(i).settling(MIB)));
        }

        // When
        settleAtOnce(List.of(oneByOne(0, arrivals), oneByOne(0, arrivals), inShard(0, arrivals)));

        // Then
        assertThat(earned()).isEqualTo(40_000);
        assertThat(store.nextOffset(0)).isEqualTo(40);
        assertThat(database.number("select entry_number from ledger.shard_head where shard = 0"))
                .isEqualTo(41);
    }

    @Test
    void poolIsNeverOverdrawnHoweverManyShareIt() throws Exception {
        // Given: 2 credits in the shard's pool and grants worth 64,000 micro-credits each
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            arrivals.add(arrival(i, i, grant(i).settling(64 * MIB)));
        }

        // When
        settleAtOnce(List.of(inShard(0, arrivals)));

        // Then: 31 are paid, 9 find the pool empty
        assertThat(earned()).isEqualTo(31 * 64_000);
        assertThat(database.number("select amount from ledger.balance where account = 'pool:default/0'"))
                .isEqualTo(2_000_000 - 31 * 64_000);
        assertThat(database.number("select count(*) from ledger.ack")).isEqualTo(40);
    }

    @Test
    void eventsAreWrittenWithTheirCause() throws Exception {
        // When
        settleAtOnce(List.of(inShard(
                1,
                List.of(
                        arrival(0, OTHER, 1, TestGrant.aGrant("o").to(OTHER).settling(MIB)),
                        new Arrival(new RawRecord(1, new byte[] {7}, new byte[] {8}), Optional.empty(), 0)))));

        // Then
        assertThat(
                        database.texts(
                                "select topic || ' ' || coalesce(reason, '-') from ledger.outbox where shard = 1 order by position"))
                .containsExactly(
                        "ayni.journal -",
                        "ayni.journal -",
                        "ayni.deliveries -",
                        "ayni.settlements.dlq UNREADABLE_RECORD");
        assertThat(
                        database.texts(
                                """
                        select record_offset || ' ' || encode(record_key, 'hex') || ' ' || encode(record_value, 'hex')
                        from ledger.parked_record"""))
                .containsExactly("1 07 08");
    }

    private long earned() throws SQLException {
        return database.number(
                "select coalesce(sum(amount), 0) from ledger.balance where account = ?",
                "pending:" + NODE.account().hex());
    }

    private Callable<Void> inShard(int shard, List<Arrival> arrivals) {
        SettleRecords settle = settleRecords();
        return () -> {
            assertThat(settle.settle(shard, arrivals)).isEmpty();
            return null;
        };
    }

    private Callable<Void> oneByOne(int shard, List<Arrival> arrivals) {
        SettleRecords settle = settleRecords();
        return () -> {
            for (Arrival arrival : arrivals) {
                assertThat(settle.settle(shard, List.of(arrival))).isEmpty();
            }
            return null;
        };
    }

    private SettleRecords settleRecords() {
        ExecutorService verifiers = Executors.newVirtualThreadPerTaskExecutor();
        return new SettleRecords(
                new ParallelJudge(ENTRY_RULES, SHARDS, verifiers),
                RULES,
                store,
                new Silent(),
                failures -> {},
                () -> NOW_MS);
    }

    private static void settleAtOnce(List<Callable<Void>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    private static TestGrant grant(int number) {
        return TestGrant.aGrant("store-" + number).to(NODE);
    }

    private static Arrival arrival(long offset, long sequence, SettlementEntry entry) {
        return arrival(offset, NODE, sequence, entry);
    }

    private static Arrival arrival(long offset, Node node, long sequence, SettlementEntry entry) {
        Envelope batch = node.batch(sequence, entry);
        return new Arrival(
                new RawRecord(offset, node.id().bytes(), batch.body()), Optional.of(batch), TestGrant.SETTLED_AT_MS);
    }

    /** Tells nobody. */
    private static final class Silent implements SettlementProgress {
        @Override
        public void settled(int shard, Decision decision, long elapsedMs) {
            // the database shows it
        }

        @Override
        public void waiting(int shard, int attempt, RuntimeException failure) {
            // collisions are what the tests are about
        }

        @Override
        public void gap(int shard, SettlementVerdict.Gap gap) {
            throw new AssertionError(gap);
        }

        @Override
        public void goingOn(int shard) {
            // as it should
        }
    }
}
