package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EarningCap;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Caps as they take part in settling; their arithmetic has a test of its own. */
class CappedSettlementTest {
    private static final long MIB = 1L << 20;
    private static final long PLENTY = 1_000_000_000_000L;
    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final long DAY_MS = 24 * 3_600_000L;
    private static final Node NODE = Node.named("uploader");
    private static final CapPolicy ACCOUNT_OF_10_000 = new CapPolicy(NO_LIMIT, NO_LIMIT, 10_000, Integer.MAX_VALUE);
    private static final CapPolicy PREFIX_OF_10_000 = new CapPolicy(NO_LIMIT, 10_000, NO_LIMIT, Integer.MAX_VALUE);

    /** What a cap leaves of 6 MiB that are worth 6,000. */
    record Taking(EarningCap cap, CapPolicy policy, long paid) {}

    static Stream<Taking> takings() {
        int all = Integer.MAX_VALUE;
        return Stream.of(
                new Taking(EarningCap.PAIR, new CapPolicy(4 * MIB, NO_LIMIT, NO_LIMIT, all), 5_000),
                new Taking(EarningCap.PREFIX, new CapPolicy(NO_LIMIT, 4_500, NO_LIMIT, all), 4_500),
                new Taking(EarningCap.ACCOUNT, new CapPolicy(NO_LIMIT, NO_LIMIT, 4_400, all), 4_400),
                new Taking(EarningCap.CONTENT, new CapPolicy(NO_LIMIT, NO_LIMIT, NO_LIMIT, 100), 4_000));
    }

    @ParameterizedTest
    @MethodSource("takings")
    void whatACapTakesIsNamedInTheEntryAndTheRestIsPaid(Taking taking) {
        // Given
        SettlementDesk desk = desk(taking.policy);
        TestGrant grant = aGrant("g").to(NODE).ofContentBytes(4 * MIB);

        // When
        SettlementResult result = desk.settleOne(NODE, grant.settling(6 * MIB));

        // Then
        assertThat(result).isEqualTo(new SettlementResult(grant.id(), ResultCode.CAPPED, 6 * MIB, taking.paid, 0, 2));
        assertThat(settlement(desk, 2).withheldMicroCredits()).isEqualTo(6_000 - taking.paid);
        assertThat(settlement(desk, 2).cap()).contains(taking.cap);
        assertThat(pending(desk, NODE)).isEqualTo(taking.paid);
        assertThat(verified(desk).paidMicroCredits()).isEqualTo(taking.paid);
        assertThat(verified(desk).withheldMicroCredits()).isEqualTo(6_000 - taking.paid);
    }

    @Test
    void anEntryThatACapLeavesWholeNamesNone() {
        // Given
        SettlementDesk desk = desk(ACCOUNT_OF_10_000);

        // When
        SettlementResult result = desk.settleOne(NODE, aGrant("g").to(NODE).settling(10 * MIB));

        // Then
        assertThat(result.code()).isEqualTo(ResultCode.POSTED);
        assertThat(settlement(desk, 2).withheldMicroCredits()).isZero();
        assertThat(settlement(desk, 2).cap()).isEmpty();
    }

    @Test
    void whereACapTakesAllTheMarkMovesWithoutLegs() {
        // Given
        SettlementDesk desk = desk(ACCOUNT_OF_10_000);
        desk.settle(NODE, aGrant("before").to(NODE).settling(10 * MIB));
        TestGrant grant = aGrant("g").to(NODE);

        // When
        SettlementResult result = desk.settleOne(NODE, grant.settling(3 * MIB));
        SettlementResult again = desk.settleOne(NODE, grant.settling(3 * MIB));

        // Then
        assertThat(result).isEqualTo(new SettlementResult(grant.id(), ResultCode.CAPPED, 3 * MIB, 0, 0, 3));
        assertThat(again.code()).isEqualTo(ResultCode.ALREADY_SETTLED);
        JournalEntry entry = desk.ledger.entries(0).get(2).entry();
        assertThat(entry.postings()).isEmpty();
        assertThat(settlement(desk, 3).withheldMicroCredits()).isEqualTo(3_000);
        assertThat(settlement(desk, 3).lotUntilMs()).isZero();
        assertThat(verified(desk).withheldMicroCredits()).isEqualTo(3_000);
    }

    @Test
    void aCapHoldsOverManyBatchesAndReceiptsOfOneGrant() {
        // Given
        SettlementDesk desk = desk(ACCOUNT_OF_10_000);
        TestGrant growing = aGrant("growing").to(NODE);
        List<Long> paid = new ArrayList<>();

        // When
        for (int i = 1; i <= 5; i++) {
            paid.add(desk.settleOne(NODE, growing.settling(i * 2 * MIB)).amountMicroCredits());
            paid.add(
                    desk.settleOne(NODE, aGrant("g" + i).to(NODE).settling(MIB)).amountMicroCredits());
        }

        // Then
        assertThat(paid).containsExactly(2_000L, 1_000L, 2_000L, 1_000L, 2_000L, 1_000L, 1_000L, 0L, 0L, 0L);
        assertThat(pending(desk, NODE)).isEqualTo(10_000);
        assertThat(used(desk, EarningCap.ACCOUNT)).containsExactly(10_000L);
        assertThat(verified(desk).withheldMicroCredits()).isEqualTo(5_000);
    }

    @Test
    void batchesOfOneDecisionDrawOnOneCap() {
        // Given
        SettlementDesk desk = desk(ACCOUNT_OF_10_000);
        JudgedRecord first =
                Records.proven(0, NODE, NODE.batch(1, aGrant("a").to(NODE).settling(7 * MIB)));
        JudgedRecord second = Records.proven(
                1,
                NODE,
                NODE.batch(
                        2,
                        aGrant("b").to(NODE).settling(2 * MIB),
                        aGrant("c").to(NODE).settling(2 * MIB)));

        // When
        Decided decided = (Decided) desk.decide(first, second);

        // Then
        assertThat(decided.decision().acks())
                .flatExtracting(batch -> batch.ack().results())
                .extracting(SettlementResult::amountMicroCredits)
                .containsExactly(7_000L, 2_000L, 1_000L);
    }

    @Test
    void nodesOfOneAccountInTwoShardsShareItsCap() {
        // Given
        SettlementDesk desk = new SettlementDesk(ACCOUNT_OF_10_000, 2).fund("default", PLENTY);
        Node first = Node.inShard("first", 0, 2);
        Node second = new Node(Node.inShard("second", 1, 2).key(), first.account());

        // When
        List<Long> paid = inTurn(desk, first, second);

        // Then
        assertThat(paid).containsExactly(3_000L, 3_000L, 3_000L, 1_000L, 0L, 0L);
        assertThat(desk.ledger.balance(0, new LedgerAccount.Pending(first.account())))
                .isEqualTo(6_000);
        assertThat(desk.ledger.balance(1, new LedgerAccount.Pending(first.account())))
                .isEqualTo(4_000);
        assertThat(verified(desk).paidMicroCredits()).isEqualTo(10_000);
    }

    @Test
    void accountsBehindOnePrefixShareItsCapOverTheShards() {
        // Given
        SettlementDesk desk = new SettlementDesk(PREFIX_OF_10_000, 2).fund("default", PLENTY);
        Node first = Node.inShard("first", 0, 2);
        Node second = Node.inShard("second", 1, 2);

        // When
        List<Long> paid = inTurn(desk, first, second);
        SettlementResult elsewhere =
                desk.settleOne(second, aGrant("elsewhere").to(second).behind(2).settling(3 * MIB));

        // Then
        assertThat(paid).containsExactly(3_000L, 3_000L, 3_000L, 1_000L, 0L, 0L);
        assertThat(pending(desk, first)).isEqualTo(6_000);
        assertThat(elsewhere.code()).isEqualTo(ResultCode.POSTED);
        assertThat(pending(desk, second)).isEqualTo(7_000);
    }

    @Test
    void eachDayOfIssueHasItsOwnCap() {
        // Given
        SettlementDesk desk = desk(ACCOUNT_OF_10_000);
        desk.settle(NODE, aGrant("today").to(NODE).settling(11 * MIB));
        TestGrant tomorrow = aGrant("tomorrow").to(NODE).issuedAt(TestGrant.ISSUED_AT_MS + DAY_MS);

        // When
        SettlementResult result = desk.settleOne(NODE, tomorrow.settling(11 * MIB));

        // Then
        assertThat(result.amountMicroCredits()).isEqualTo(10_000);
        assertThat(used(desk, EarningCap.ACCOUNT)).containsExactly(10_000L, 10_000L);
    }

    @Test
    void aPairIsTwoAccountsInThatOrder() {
        // Given: 4 MiB count in full
        SettlementDesk desk = desk(new CapPolicy(4 * MIB, NO_LIMIT, NO_LIMIT, Integer.MAX_VALUE));
        AccountId ann = AccountId.ofName("ann");
        desk.settle(NODE, aGrant("a").to(NODE).from(ann).settling(4 * MIB));

        // When
        SettlementResult same =
                desk.settleOne(NODE, aGrant("b").to(NODE).from(ann).settling(4 * MIB));
        SettlementResult other = desk.settleOne(
                NODE, aGrant("c").to(NODE).from(AccountId.ofName("ben")).settling(4 * MIB));

        // Then
        assertThat(same.amountMicroCredits()).isEqualTo(2_000);
        assertThat(other.amountMicroCredits()).isEqualTo(4_000);
    }

    @Test
    void aPoolThatHoldsWhatTheCapLeavesPaysIt() {
        // Given
        SettlementDesk poor = new SettlementDesk(ACCOUNT_OF_10_000).fund("default", 10_000);

        // When
        SettlementResult result = poor.settleOne(NODE, aGrant("g").to(NODE).settling(12 * MIB));

        // Then
        assertThat(result.code()).isEqualTo(ResultCode.CAPPED);
        assertThat(result.amountMicroCredits()).isEqualTo(10_000);
    }

    @Test
    void aPoolThatHoldsLessThanTheCapLeavesPaysNothingAndUsesNoCap() {
        // Given
        SettlementDesk poor = new SettlementDesk(ACCOUNT_OF_10_000).fund("default", 9_999);
        TestGrant grant = aGrant("g").to(NODE);

        // When
        SettlementResult refused = poor.settleOne(NODE, grant.settling(12 * MIB));
        List<Long> usedByIt = used(poor, EarningCap.ACCOUNT);
        SettlementResult paid = poor.fund("default", 1).settleOne(NODE, grant.settling(12 * MIB));

        // Then
        assertThat(refused).isEqualTo(new SettlementResult(grant.id(), ResultCode.POOL_EMPTY, 0, 0, 0, 0));
        assertThat(usedByIt).isEmpty();
        assertThat(paid.code()).isEqualTo(ResultCode.CAPPED);
        assertThat(paid.amountMicroCredits()).isEqualTo(10_000);
    }

    @Test
    void whatIsWorthNothingUsesNoCap() {
        // Given
        SettlementDesk desk = desk(new CapPolicy(4 * MIB, 10_000, 10_000, 100));

        // When
        SettlementResult result =
                desk.settleOne(NODE, aGrant("g").to(NODE).priced(0, 1000).settling(60 * MIB));

        // Then
        assertThat(result.code()).isEqualTo(ResultCode.POSTED);
        assertThat(desk.ledger.capsUsed()).isEmpty();
    }

    private static SettlementDesk desk(CapPolicy policy) {
        return new SettlementDesk(policy).fund("default", PLENTY);
    }

    /** Three times 3 MiB for each of two nodes in turn; what each was paid. */
    private static List<Long> inTurn(SettlementDesk desk, Node first, Node second) {
        List<Long> paid = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (Node node : List.of(first, second)) {
                TestGrant grant = aGrant("in turn " + i + node.id()).to(node);
                paid.add(desk.settleOne(node, grant.settling(3 * MIB)).amountMicroCredits());
            }
        }
        return paid;
    }

    private static long pending(SettlementDesk desk, Node node) {
        return desk.ledger.balance(new LedgerAccount.Pending(node.account()));
    }

    private static EntryCause.Settlement settlement(SettlementDesk desk, int number) {
        return (EntryCause.Settlement)
                desk.ledger.entries(0).get(number - 1).entry().cause();
    }

    /** Uses of the counters of a cap, day by day. */
    private static List<Long> used(SettlementDesk desk, EarningCap cap) {
        return desk.ledger.capsUsed().entrySet().stream()
                .filter(use -> use.getKey().cap() == cap)
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Content verified(SettlementDesk desk) {
        return (Content) desk.ledger.verify();
    }
}
