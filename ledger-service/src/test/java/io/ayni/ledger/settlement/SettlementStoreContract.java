package io.ayni.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.settlement.AckStore.StoredAck;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.JudgedRecord.JudgedBatch;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import io.ayni.ledger.settlement.SettlementVerdict.Gap;
import io.ayni.ledger.settlement.SettlementVerdict.NothingNew;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every settlement store promises, whatever it is made of, together with the acks that it keeps. Each test gets a
 * fresh ledger of {@value #SHARDS} shards.
 */
public abstract class SettlementStoreContract {
    protected static final int SHARDS = 2;
    protected static final long MIB = 1L << 20;
    protected static final long NOW_MS = TestGrant.SETTLED_AT_MS + 500;
    protected static final EntryRules ENTRY_RULES = new EntryRules(Operator.KEYS, Operator.SEALING_KEY);
    protected static final SettlementRules RULES = new SettlementRules(ENTRY_RULES);

    private static final long POOL_MICRO_CREDITS = 2_000_000;
    private static final Node NODE = Node.named("uploader");

    /** The store under test. */
    protected abstract SettlementStore store();

    /** The acks that the store under test writes, signed with the ledger's key of {@link Operator}. */
    protected abstract AckStore acks();

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
        Envelope batch = NODE.batch(1, aGrant("a").settling(3 * MIB));
        JudgedRecord record = judged(0, batch);

        // When
        Decided decided = (Decided) settle(1, record);

        // Then
        assertThat(store().nextOffset(1)).isEqualTo(1);
        Mark mark = new Mark(3 * MIB, aGrant("a").envelope().id());
        assertThat(store().marks(Set.of(aGrant("a").id(), aGrant("b").id())))
                .containsExactly(Map.entry(aGrant("a").id(), mark));
        LoadedState state = stateFor(1, record);
        assertThat(state.head()).isEqualTo(decided.decision().head());
        assertThat(state.head().entryNumber()).isEqualTo(2);
        assertThat(state.marks()).containsExactly(Map.entry(aGrant("a").id(), mark));
        assertThat(state.pools()).containsExactly(Map.entry(new LedgerAccount.Pool("default", 1), 1_997_000L));
        assertThat(state.decidedBatches()).containsExactly(batch.id());
        StoredAck ack = acks().find(Set.of(batch.id())).get(batch.id());
        assertThat(ack.uploader()).isEqualTo(NODE.id());
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
                                "owner:" + NODE.account().hex(),
                                2_000_001L)));
    }

    @Test
    void decisionThatTakesFromAnOwnerWhatItDoesNotHaveIsRefusedAsAWhole() {
        // Given
        JudgedRecord record = batch(0, 1, aGrant("a").settling(MIB));

        // When / Then
        assertRefused(
                record,
                decision -> withBalances(
                        decision,
                        Map.of("pool:default/0", 1L, "owner:" + NODE.account().hex(), -1L)));
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
                                        new LoadedState(state.head(), Map.of(), before.pools(), Set.of()),
                                        List.of(again),
                                        NOW_MS)))
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
        Mark stale = new Mark(MIB, aGrant("a").envelope().id());
        assertThatThrownBy(() -> store().settle(
                                StateNeeds.of(0, List.of(late)),
                                state -> RULES.decide(
                                        new LoadedState(
                                                state.head(), Map.of(aGrant("a").id(), stale), state.pools(), Set.of()),
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

    private static Decision withBalances(Decision decision, Map<String, Long> changes) {
        return new Decision(
                decision.head(),
                decision.entries(),
                decision.marks(),
                changes,
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
        return judged(offset, NODE.batch(sequence, entry));
    }

    /** The record of a batch with all its signatures verified. */
    protected static JudgedRecord judged(long offset, Envelope batch) {
        RecordJudge judge = new RecordJudge(ENTRY_RULES);
        RawRecord raw = new RawRecord(offset, NODE.id().bytes(), batch.body());
        JudgedBatch screened = (JudgedBatch) judge.judge(new Arrival(raw, Optional.of(batch), TestGrant.SETTLED_AT_MS));
        return new JudgedBatch(
                raw,
                screened.batchId(),
                screened.uploader(),
                screened.entries().stream().map(judge::prove).toList());
    }
}
