package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.journal.StoreFailure.Reason;
import io.ayni.ledger.settlement.AckStore.StoredAck;
import io.ayni.ledger.settlement.Decision.MarkMove;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import io.ayni.ledger.settlement.SettlementVerdict.Gap;
import io.ayni.ledger.settlement.SettlementVerdict.NothingNew;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of settlements has to guarantee. Each test gets a fresh ledger of two shards. */
abstract class SettlementStoreContract {
    private static final long MIB = 1L << 20;
    private static final Node NODE = Node.named("uploader");
    private static final int SHARD = 1;
    private static final LedgerAccount.Pool POOL = new LedgerAccount.Pool("default", SHARD);

    private final TestGrant grant = aGrant("g").to(NODE);
    private final Envelope batch = NODE.batch(1, grant.settling(4 * MIB));
    private final List<JudgedRecord> records = List.of(
            Records.proven(0, NODE, batch),
            new BrokenRecord(new RawRecord(1, new byte[] {1}, new byte[] {2}), ParkReason.UNREADABLE_RECORD));
    private final StateNeeds needs = StateNeeds.of(SHARD, records);

    /** The store under test. */
    abstract SettlementStore store();

    /** The acks that the store under test writes, signed with the ledger's key of the tests. */
    abstract AckStore acks();

    /** Posts a funding in every shard that gets a part of it. */
    abstract void fund(CampaignFunding funding);

    @BeforeEach
    void fundTheCampaign() {
        fund(new CampaignFunding("default", 1, 20_000));
    }

    @Test
    void freshShardsWaitForTheirFirstRecords() {
        assertThat(store().nextOffset(0)).isZero();
        assertThat(store().nextOffset(1)).isZero();
        assertThat(store().marks(Set.of(grant.id()))).isEmpty();
        assertThat(acks().find(Set.of(batch.id()))).isEmpty();
    }

    @Test
    void aDecisionIsWrittenWholeTogetherWithItsNextOffset() throws Exception {
        // When
        Decided decided = (Decided) settle();

        // Then
        assertThat(store().nextOffset(SHARD)).isEqualTo(2);
        assertThat(store().nextOffset(0)).isZero();
        assertThat(store().marks(Set.of(grant.id(), aGrant("x").id())))
                .isEqualTo(Map.of(grant.id(), new Mark(4 * MIB, grant.envelope().id())));
        StoredAck stored =
                acks().find(Set.of(batch.id(), grant.envelope().id())).get(batch.id());
        assertThat(stored.uploader()).isEqualTo(NODE.id());
        assertThat(stored.envelope().isSignedBy(Operator.LEDGER_KEY.publicKey()))
                .isTrue();
        assertThat(Ack.decode(stored.envelope().body()))
                .isEqualTo(decided.decision().acks().getFirst().ack());
    }

    @Test
    void theRuleSeesWhatWasWrittenBefore() {
        // Given
        Decided decided = (Decided) settle();
        AtomicReference<LoadedState> seen = new AtomicReference<>();

        // When
        store().settle(needs, state -> {
            seen.set(state);
            return new NothingNew(state.head().nextOffset());
        });

        // Then
        assertThat(seen.get())
                .isEqualTo(new LoadedState(
                        decided.decision().head(),
                        Map.of(grant.id(), new Mark(4 * MIB, grant.envelope().id())),
                        Map.of(POOL, 6_000L),
                        Set.of(batch.id())));
    }

    @Test
    void redeliveryAfterAnUnknownOutcomeIsNothingNew() {
        // Given
        settle();

        // Then
        assertThat(settle()).isEqualTo(new NothingNew(2));
    }

    @Test
    void aVerdictThatIsNoDecisionWritesNothing() {
        // Given
        Gap gap = new Gap(0, 5);

        // Then
        assertThat(store().settle(needs, state -> gap)).isEqualTo(gap);
        assertThat(store().nextOffset(SHARD)).isZero();
    }

    @Test
    void aRuleThatFailsIsRefusedAndWritesNothing() {
        // When
        assertThatThrownBy(() -> store().settle(needs, state -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.REFUSED));

        // Then
        assertThat(store().nextOffset(SHARD)).isZero();
    }

    @Test
    void aMarkThatMovedMeanwhileHasTheWholeDecisionMadeAnew() {
        // Given a decision that another shard's settling overtook
        AtomicReference<Decision> stale = new AtomicReference<>();
        store().settle(needs, state -> {
            stale.set(((Decided) rule(state)).decision());
            return new NothingNew(0);
        });
        List<JudgedRecord> overtaking = List.of(Records.proven(0, NODE, NODE.batch(9, grant.settling(MIB))));
        store().settle(StateNeeds.of(0, overtaking), state -> SettlementDesk.RULES.decide(state, overtaking, 1));

        // When
        assertThatThrownBy(() -> store().settle(needs, state -> new Decided(stale.get())))
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.UNAVAILABLE));

        // Then
        assertThat(store().nextOffset(SHARD)).isZero();
        assertThat(acks().find(Set.of(batch.id()))).isEmpty();
        Decided anew = (Decided) settle();
        assertThat(anew.decision().marks())
                .isEqualTo(Map.of(
                        grant.id(),
                        new MarkMove(MIB, new Mark(4 * MIB, grant.envelope().id()))));
    }

    @Test
    void aShardThatIsNotThereIsAFailureThatMayPass() {
        StateNeeds elsewhere = StateNeeds.of(7, records);
        assertThatThrownBy(() -> store().nextOffset(7))
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.UNAVAILABLE));
        assertThatThrownBy(() -> store().settle(elsewhere, this::rule))
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.UNAVAILABLE));
    }

    private SettlementVerdict settle() {
        return store().settle(needs, this::rule);
    }

    private SettlementVerdict rule(LoadedState state) {
        return SettlementDesk.RULES.decide(state, records, SettlementDesk.DECIDED_AT_MS);
    }
}
