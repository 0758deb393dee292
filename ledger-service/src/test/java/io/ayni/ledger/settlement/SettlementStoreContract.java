package io.ayni.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EarningCap;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.settlement.AckStore.StoredAck;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.JudgedRecord.JudgedBatch;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import io.ayni.ledger.settlement.SettlementVerdict.Gap;
import io.ayni.ledger.settlement.SettlementVerdict.NothingNew;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every settlement store promises, whatever it is made of, together with the acks that it keeps. Each test gets a
 * fresh ledger of {@value #SHARDS} shards.
 */
public abstract class SettlementStoreContract {
    protected static final int SHARDS = 2;
    protected static final long MIB = 1L << 20;
    protected static final long NOW_MS = TestGrant.SETTLED_AT_MS + 500;
    protected static final EntryRules ENTRY_RULES = new EntryRules(() -> Operator.KEYS, Operator.SEALING_KEY);
    protected static final PendingPolicy PENDING = InMemoryLedger.PENDING;
    protected static final SettlementRules RULES =
            new SettlementRules(ENTRY_RULES, new CapRules(CapPolicy.DEFAULT), PENDING);

    private static final long POOL_MICRO_CREDITS = 2_000_000;
    private static final Node NODE = Node.inShard("uploader", 0, SHARDS);
    private static final Node OTHER = Node.inShard("other", 1, SHARDS);

    /** The store under test. */
    protected abstract SettlementStore store();

    /** The acks that the store under test writes, signed with the ledger's key of {@link Operator}. */
    protected abstract AckStore acks();

    /** Puts an account that settled before into quarantine. */
    protected abstract void quarantine(AccountId account) throws Exception;

    /** Posts a funding in every shard that gets a part of it. */
    protected abstract void fund(CampaignFunding funding);

    @BeforeEach
    void fundTheCampaign() {
        fund(new CampaignFunding("default", 1, SHARDS * POOL_MICRO_CREDITS));
    }

    @Test
    void freshShardHasSettledNothingAndHoldsItsPartOfTheFunding() {
        // When
        LoadedState state = stateFor(1, batch(0, 1, aGrant("a").settling(MIB)));

        // Then
        assertThat(store().nextOffset(1)).isZero();
        assertThat(state.head().nextOffset()).isZero();
        assertThat(state.head().entryNumber()).isEqualTo(1);
        assertThat(state.marks()).isEmpty();
        assertThat(state.decidedBatches()).isEmpty();
        assertThat(state.pools()).containsExactly(Map.entry(new LedgerAccount.Pool("default", 1), 2_000_000L));
    }

    @Test
    void decisionIsThereWithItsOffsetMarksBalancesAndAcks() throws Exception {
        // Given
        TestGrant grant = TestGrant.aGrant("a").to(OTHER);
        Envelope batch = OTHER.batch(1, grant.settling(3 * MIB));
        JudgedRecord record = judged(0, OTHER, batch);

        // When
        Decided decided = (Decided) settle(1, record);

        // Then
        assertThat(store().nextOffset(1)).isEqualTo(1);
        Mark mark = new Mark(3 * MIB, grant.envelope().id(), OTHER.account(), AccountId.ofName("downloader"));
        assertThat(store().marks(Set.of(grant.id(), aGrant("b").id()))).containsExactly(Map.entry(grant.id(), mark));
        LoadedState state = stateFor(1, record);
        assertThat(state.head()).isEqualTo(decided.decision().head());
        assertThat(state.head().entryNumber()).isEqualTo(2);
        assertThat(state.marks()).containsExactly(Map.entry(grant.id(), mark));
        assertThat(state.pools()).containsExactly(Map.entry(new LedgerAccount.Pool("default", 1), 1_997_000L));
        assertThat(state.decidedBatches()).containsExactly(batch.id());
        StoredAck ack = acks().find(Set.of(batch.id())).get(batch.id());
        assertThat(ack.uploader()).isEqualTo(OTHER.id());
        assertThat(ack.envelope().isSignedBy(Operator.LEDGER_KEY.publicKey())).isTrue();
        assertThat(Ack.decode(ack.envelope().body()))
                .isEqualTo(decided.decision().acks().getFirst().ack());
    }

    @Test
    void furtherReceiptMovesTheMarkFromWhereItStands() {
        // Given
        settle(0, batch(0, 1, aGrant("a").settling(2 * MIB)));

        // When
        settle(0, batch(1, 2, aGrant("a").settling(5 * MIB)));

        // Then
        assertThat(store().marks(Set.of(aGrant("a").id())).get(aGrant("a").id()).settledBytes())
                .isEqualTo(5 * MIB);
        assertThat(stateFor(0, batch(2, 3, aGrant("b").settling(MIB))).pools())
                .containsExactly(Map.entry(new LedgerAccount.Pool("default", 0), 1_995_000L));
    }

    @Test
    void shardsHaveOffsetsChainsAndPoolsOfTheirOwn() {
        // When
        settle(0, batch(0, 1, aGrant("a").settling(MIB)));

        // Then
        assertThat(store().nextOffset(0)).isEqualTo(1);
        assertThat(store().nextOffset(1)).isZero();
        LoadedState other = stateFor(1, batch(0, 2, aGrant("b").settling(MIB)));
        assertThat(other.head().entryNumber()).isEqualTo(1);
        assertThat(other.pools()).containsExactly(Map.entry(new LedgerAccount.Pool("default", 1), 2_000_000L));
    }

    @Test
    void marksAndDecidedBatchesAreThoseOfTheWholeLedger() {
        // Given
        JudgedRecord record = batch(0, 1, aGrant("a").settling(MIB));
        settle(0, record);

        // When
        LoadedState other = stateFor(1, record);

        // Then
        assertThat(other.marks().get(aGrant("a").id()).settledBytes()).isEqualTo(MIB);
        assertThat(other.decidedBatches()).containsExactly(((JudgedBatch) record).batchId());
    }

    @Test
    void usesOfCapsAreThoseOfTheWholeLedger() {
        // Given
        settle(0, batch(0, 1, aGrant("a").settling(3 * MIB)));
        settle(0, batch(1, 2, aGrant("b").settling(2 * MIB)));
        TestGrant samePrefix = TestGrant.aGrant("c").to(OTHER);
        TestGrant otherPrefix = TestGrant.aGrant("d").to(OTHER).behind(9).forContent("other");

        // When
        LoadedState own = stateFor(0, batch(2, 3, aGrant("b").settling(5 * MIB)));
        LoadedState same = stateFor(1, judged(0, OTHER, OTHER.batch(1, samePrefix.settling(MIB))));
        LoadedState other = stateFor(1, judged(0, OTHER, OTHER.batch(1, otherPrefix.settling(MIB))));

        // Then: the other account shares the prefix and the downloader's item
        assertThat(used(own))
                .isEqualTo(Map.of(
                        EarningCap.PAIR,
                        5 * MIB,
                        EarningCap.PREFIX,
                        5_000L,
                        EarningCap.ACCOUNT,
                        5_000L,
                        EarningCap.CONTENT,
                        5 * MIB));
        assertThat(used(same)).isEqualTo(Map.of(EarningCap.PREFIX, 5_000L, EarningCap.CONTENT, 5 * MIB));
        assertThat(used(other)).isEmpty();
    }

    @Test
    void quarantinedPayeesAreInTheState() throws Exception {
        // Given
        settle(0, batch(0, 1, aGrant("a").settling(MIB)));
        JudgedRecord next = batch(1, 2, aGrant("b").settling(MIB));
        Set<AccountId> before = stateFor(0, next).quarantined();

        // When
        quarantine(NODE.account());

        // Then
        assertThat(before).isEmpty();
        assertThat(stateFor(0, next).quarantined()).containsExactly(NODE.account());
    }

    @Test
    void redeliveredRecordsFindNothingNew() {
        // Given
        JudgedRecord record = batch(0, 1, aGrant("a").settling(MIB));
        settle(0, record);
        ShardHead head = stateFor(0, record).head();

        // When
        SettlementVerdict verdict = settle(0, record);

        // Then
        assertThat(verdict).isEqualTo(new NothingNew(1));
        assertThat(stateFor(0, record).head()).isEqualTo(head);
    }

    @Test
    void nothingIsWrittenBeyondAGap() {
        // When
        SettlementVerdict verdict = settle(0, batch(3, 1, aGrant("a").settling(MIB)));

        // Then
        assertThat(verdict).isEqualTo(new Gap(0, 3));
        assertThat(store().nextOffset(0)).isZero();
        assertThat(store().marks(Set.of(aGrant("a").id()))).isEmpty();
    }

    @Test
    void parkedRecordMovesTheOffsetAndNothingElse() {
        // Given
        RawRecord raw = new RawRecord(0, new byte[0], new byte[] {1, 2, 3});
        JudgedRecord broken = new BrokenRecord(raw, ParkReason.UNREADABLE_RECORD);
        ShardHead before = stateFor(0, broken).head();

        // When
        settle(0, broken);

        // Then
        assertThat(stateFor(0, broken).head()).isEqualTo(before.withNextOffset(1));
    }

    @Test
    void entryWorthNothingMovesTheMarkAndNoBalance() {
        // When
        SettlementVerdict verdict =
                settle(0, batch(0, 1, aGrant("a").priced(0, 1000).settling(MIB)));

        // Then
        assertThat(((Decided) verdict).decision().acks().getFirst().ack().results())
                .singleElement()
                .satisfies(result -> assertThat(result.code()).isEqualTo(ResultCode.POSTED));
        assertThat(store().marks(Set.of(aGrant("a").id())).get(aGrant("a").id()).settledBytes())
                .isEqualTo(MIB);
        assertThat(stateFor(0, batch(1, 2, aGrant("b").settling(MIB))).pools())
                .containsExactly(Map.entry(new LedgerAccount.Pool("default", 0), 2_000_000L));
    }

    @Test
    void laterReceiptOfAGrantUsesOfTheCapsOnlyWhatItAdds() {
        // Given
        settle(0, batch(0, 1, aGrant("a").settling(3 * MIB)));
        settle(
                0,
                judged(
                        1,
                        NODE,
                        NODE.batch(2, aGrant("a").settling(4 * MIB), aGrant("a").settling(5 * MIB))));

        // When
        LoadedState state = stateFor(0, batch(2, 3, aGrant("a").settling(6 * MIB)));

        // Then
        assertThat(used(state))
                .isEqualTo(Map.of(
                        EarningCap.PAIR,
                        5 * MIB,
                        EarningCap.PREFIX,
                        5_000L,
                        EarningCap.ACCOUNT,
                        5_000L,
                        EarningCap.CONTENT,
                        5 * MIB));
    }

    @Test
    void poolThatIsNotThereIsNotInTheState() {
        // When
        LoadedState state =
                stateFor(0, batch(0, 1, aGrant("a").paidBy("unfunded").settling(MIB)));

        // Then
        assertThat(state.pools()).isEmpty();
    }

    @Test
    void ruleThatFailsWritesNothingAndIsRefused() {
        // Given
        JudgedRecord record = batch(0, 1, aGrant("a").settling(MIB));

        // When / Then
        assertThatThrownBy(() -> store().settle(StateNeeds.of(0, List.of(record)), state -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(StoreFailure.Reason.REFUSED));
        assertThat(store().nextOffset(0)).isZero();
    }

    @Test
    void decisionThatTakesMoreThanThePoolHoldsIsRefusedAsAWhole() {
        // Given
        JudgedRecord record = batch(0, 1, aGrant("a").settling(MIB));

        // When
        assertRefused(
                record,
                decision -> withBalances(
                        decision,
                        Map.of(
                                "pool:default/0",
                                -2_000_001L,
                                "pending:" + NODE.account().hex(),
                                2_000_001L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "pending", "held"})
    void decisionThatTakesFromAnAccountWhatItDoesNotHaveIsRefusedAsAWhole(String kind) {
        // Given
        JudgedRecord record = batch(0, 1, aGrant("a").settling(MIB));

        // When / Then
        assertRefused(
                record,
                decision -> withBalances(
                        decision,
                        Map.of("pool:default/0", 1L, kind + ":" + NODE.account().hex(), -1L)));
    }

    @Test
    void whatAnAccountHasInOneShardIsOfNoUseInAnother() {
        // Given: one owner with a node in either shard
        settle(0, batch(0, 1, aGrant("a").settling(MIB)));
        JudgedRecord record =
                judged(0, OTHER, OTHER.batch(1, TestGrant.aGrant("b").to(OTHER).settling(MIB)));

        // When / Then
        assertThatThrownBy(() -> store().settle(StateNeeds.of(1, List.of(record)), state -> {
                    Decided decided = (Decided) RULES.decide(state, List.of(record), NOW_MS);
                    return new Decided(withBalances(
                            decided.decision(),
                            Map.of(
                                    "pool:default/1",
                                    1L,
                                    "pending:" + NODE.account().hex(),
                                    -1L)));
                }))
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(StoreFailure.Reason.REFUSED));
        assertThat(store().nextOffset(1)).isZero();
    }

    @Test
    void decisionThatPostsACauseAgainIsRefusedAsAWhole() {
        // Given: the state as it was before the first time
        JudgedRecord first = batch(0, 1, aGrant("a").settling(MIB));
        LoadedState before = stateFor(0, first);
        settle(0, first);
        JudgedRecord again = batch(1, 2, aGrant("a").settling(MIB));

        // When / Then
        assertThatThrownBy(() -> store().settle(
                                StateNeeds.of(0, List.of(again)),
                                state -> RULES.decide(
                                        withMarks(state, Map.of(), before.pools()), List.of(again), NOW_MS)))
                .isInstanceOf(StoreFailure.class);
        assertThat(store().nextOffset(0)).isEqualTo(1);
        assertThat(stateFor(0, again).pools())
                .containsExactly(Map.entry(new LedgerAccount.Pool("default", 0), 1_999_000L));
    }

    @Test
    void decisionMadeFromAMarkThatMovedMeanwhileIsNotWritten() {
        // Given
        settle(0, batch(0, 1, aGrant("a").settling(2 * MIB)));
        JudgedRecord late = batch(1, 2, aGrant("a").settling(5 * MIB));

        // When / Then: decided as if the mark stood at 1 MiB
        Mark stale = new Mark(MIB, aGrant("a").envelope().id(), NODE.account(), AccountId.ofName("downloader"));
        assertThatThrownBy(() -> store().settle(
                                StateNeeds.of(0, List.of(late)),
                                state -> RULES.decide(
                                        withMarks(state, Map.of(aGrant("a").id(), stale), state.pools()),
                                        List.of(late),
                                        NOW_MS)))
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(StoreFailure.Reason.UNAVAILABLE));
        assertThat(store().nextOffset(0)).isEqualTo(1);
        assertThat(store().marks(Set.of(aGrant("a").id())).get(aGrant("a").id()).settledBytes())
                .isEqualTo(2 * MIB);
    }

    @Test
    void batchIsAnsweredOnce() {
        // Given
        JudgedRecord record = batch(0, 1, aGrant("a").settling(MIB));
        settle(0, record);
        Envelope ack = onlyAck(record);
        JudgedRecord again = new JudgedBatch(
                new RawRecord(1, record.raw().key(), record.raw().value()),
                ((JudgedBatch) record).batchId(),
                NODE.id(),
                ((JudgedBatch) record).entries());

        // When
        SettlementVerdict verdict = settle(0, again);

        // Then
        assertThat(((Decided) verdict).decision().acks()).isEmpty();
        assertThat(store().nextOffset(0)).isEqualTo(2);
        assertThat(onlyAck(record)).isEqualTo(ack);
    }

    @Test
    void acksThatDoNotExistAreNotFound() {
        assertThat(acks().find(Set.of())).isEmpty();
        assertThat(acks().find(Set.of(NODE.batch(1, aGrant("a").settling(MIB)).id())))
                .isEmpty();
    }

    @Test
    void nobodyIsAskedForNothing() {
        assertThat(store().marks(Set.of())).isEmpty();
    }

    @Test
    void shardThatDoesNotExistMayComeLater() {
        JudgedRecord record = batch(0, 1, aGrant("a").settling(MIB));
        assertThatThrownBy(() -> store().nextOffset(SHARDS))
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(StoreFailure.Reason.UNAVAILABLE));
        assertThatThrownBy(() -> settle(SHARDS, record))
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(StoreFailure.Reason.UNAVAILABLE));
    }

    private void assertRefused(JudgedRecord record, UnaryOperator<Decision> change) {
        ShardHead before = stateFor(0, record).head();
        assertThatThrownBy(() -> store().settle(StateNeeds.of(0, List.of(record)), state -> {
                    Decided decided = (Decided) RULES.decide(state, List.of(record), NOW_MS);
                    return new Decided(change.apply(decided.decision()));
                }))
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(StoreFailure.Reason.REFUSED));
        LoadedState after = stateFor(0, record);
        assertThat(after.head()).isEqualTo(before);
        assertThat(after.marks()).isEmpty();
        assertThat(after.decidedBatches()).isEmpty();
        assertThat(after.pools()).containsExactly(Map.entry(new LedgerAccount.Pool("default", 0), 2_000_000L));
    }

    /** The state with other marks and pools, as if no batch had been decided. */
    private static LoadedState withMarks(
            LoadedState state, Map<GrantId, Mark> marks, Map<LedgerAccount.Pool, Long> pools) {
        return new LoadedState(state.head(), marks, pools, state.capsUsed(), state.quarantined(), Set.of());
    }

    /** Uses above zero by their cap. */
    private static Map<EarningCap, Long> used(LoadedState state) {
        Map<EarningCap, Long> used = new EnumMap<>(EarningCap.class);
        state.capsUsed().forEach((key, use) -> {
            if (use > 0) {
                used.put(key.cap(), use);
            }
        });
        return used;
    }

    private static Decision withBalances(Decision decision, Map<String, Long> changes) {
        return new Decision(
                decision.head(),
                decision.entries(),
                decision.marks(),
                changes,
                decision.lots(),
                decision.capUses(),
                decision.newGrants(),
                decision.nodeTotals(),
                decision.acks(),
                decision.parked(),
                decision.deliveries());
    }

    private SettlementVerdict settle(int shard, JudgedRecord record) {
        return store().settle(
                        StateNeeds.of(shard, List.of(record)), state -> RULES.decide(state, List.of(record), NOW_MS));
    }

    /** What a decision about the record would be based on. */
    private LoadedState stateFor(int shard, JudgedRecord record) {
        AtomicReference<LoadedState> seen = new AtomicReference<>();
        store().settle(StateNeeds.of(shard, List.of(record)), state -> {
            seen.set(state);
            return new NothingNew(state.head().nextOffset());
        });
        return seen.get();
    }

    private Envelope onlyAck(JudgedRecord record) {
        var batchId = ((JudgedBatch) record).batchId();
        return acks().find(Set.of(batchId)).get(batchId).envelope();
    }

    private static TestGrant aGrant(String name) {
        return TestGrant.aGrant(name).to(NODE);
    }

    private static JudgedRecord batch(long offset, long sequence, SettlementEntry entry) {
        return judged(offset, NODE, NODE.batch(sequence, entry));
    }

    /** The record of a node's batch with all its signatures verified. */
    protected static JudgedRecord judged(long offset, Node node, Envelope batch) {
        RecordJudge judge = new RecordJudge(ENTRY_RULES, SHARDS);
        RawRecord raw = new RawRecord(offset, node.id().bytes(), batch.body());
        Arrival arrival = new Arrival(raw, Optional.of(batch), TestGrant.SETTLED_AT_MS);
        JudgedBatch screened = (JudgedBatch) judge.judge(node.shard(SHARDS), arrival);
        return new JudgedBatch(
                raw,
                screened.batchId(),
                screened.uploader(),
                screened.entries().stream().map(judge::prove).toList());
    }
}
