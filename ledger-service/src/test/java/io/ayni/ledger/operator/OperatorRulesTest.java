package io.ayni.ledger.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.ledger.dispute.DisputeState;
import io.ayni.ledger.dispute.Ruling;
import io.ayni.ledger.operator.AdjustmentProposal.Approval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorRulesTest {
    private static final AccountId ACCOUNT = AccountId.ofName("alice");
    private static final LedgerAccount OWNER = new LedgerAccount.Owner(ACCOUNT);
    private static final LedgerAccount POOL = new LedgerAccount.Pool("spring", 2);
    private static final LedgerAccount ADJUSTMENT = new LedgerAccount.Adjustment();
    private static final long PROPOSED_AT_MS = 1_000;
    private static final long EXPIRES_AT_MS = 1_000 + 7 * 86_400_000L;

    private final OperatorRules rules = new OperatorRules(4);

    @Test
    void ownersAndPoolsOfTheLedgersShardsCanBeCorrected() {
        assertThat(rules.isAdjustable(OWNER)).isTrue();
        assertThat(rules.isAdjustable(new LedgerAccount.Pool("spring", 3))).isTrue();
    }

    @Test
    void nothingElseCan() {
        assertThat(List.<LedgerAccount>of(
                        new LedgerAccount.Pool("spring", 4),
                        new LedgerAccount.Funding("spring"),
                        new LedgerAccount.Pending(ACCOUNT),
                        new LedgerAccount.Held(ACCOUNT),
                        new LedgerAccount.Redeemed("film"),
                        ADJUSTMENT))
                .noneMatch(rules::isAdjustable);
    }

    @Test
    void anotherOperatorCanApproveUntilTheWeekIsOver() {
        assertThat(OperatorRules.againstApproval(proposal(Optional.empty()), "ben", EXPIRES_AT_MS - 1))
                .isEmpty();
        assertThat(OperatorRules.againstApproval(proposal(Optional.empty()), "ben", EXPIRES_AT_MS))
                .contains(OperatorRefusal.EXPIRED);
    }

    @Test
    void theProposerCannotApproveEvenWhenItHasExpired() {
        assertThat(OperatorRules.againstApproval(proposal(Optional.empty()), "ana", PROPOSED_AT_MS))
                .contains(OperatorRefusal.SECOND_OPERATOR_NEEDED);
        assertThat(OperatorRules.againstApproval(proposal(Optional.empty()), "ana", EXPIRES_AT_MS))
                .contains(OperatorRefusal.SECOND_OPERATOR_NEEDED);
    }

    @Test
    void whatWasMadeIsNotMadeAgainWhoeverAsksWhenever() {
        AdjustmentProposal made = proposal(Optional.of(new Approval("ben", 0, 7)));
        assertThat(OperatorRules.againstApproval(made, "ana", EXPIRES_AT_MS)).contains(OperatorRefusal.ALREADY_MADE);
        assertThat(OperatorRules.againstApproval(made, "ben", PROPOSED_AT_MS)).contains(OperatorRefusal.ALREADY_MADE);
    }

    @Test
    void anOwnerIsGivenInTheFirstShardAndAPoolInItsOwn() {
        assertThat(OperatorRules.placeOf(OWNER, 5, new TreeMap<>())).isEqualTo(OptionalInt.of(0));
        assertThat(OperatorRules.placeOf(POOL, 5, new TreeMap<>())).isEqualTo(OptionalInt.of(2));
    }

    @Test
    void fromAnOwnerIsTakenInTheFirstShardThatHoldsEnough() {
        TreeMap<Integer, Long> balances = new TreeMap<>(Map.of(0, 4L, 1, 5L, 3, 9L));
        assertThat(OperatorRules.placeOf(OWNER, -4, balances)).isEqualTo(OptionalInt.of(0));
        assertThat(OperatorRules.placeOf(OWNER, -5, balances)).isEqualTo(OptionalInt.of(1));
        assertThat(OperatorRules.placeOf(OWNER, -6, balances)).isEqualTo(OptionalInt.of(3));
        assertThat(OperatorRules.placeOf(OWNER, -10, balances)).isEmpty();
    }

    @Test
    void aBalanceMayFallToZeroAndNoFurther() {
        assertThat(OperatorRules.isPossible(-9, 3, Map.of(3, 9L))).isTrue();
        assertThat(OperatorRules.isPossible(-10, 3, Map.of(3, 9L))).isFalse();
        assertThat(OperatorRules.isPossible(-1, 2, Map.of(3, 9L))).isFalse();
        assertThat(OperatorRules.isPossible(10, 2, Map.of())).isTrue();
    }

    @Test
    void theLegsOfACorrectionSumToZero() {
        assertThat(OperatorRules.adjustment(OWNER, 7))
                .containsExactly(new Posting(ADJUSTMENT, Side.DEBIT, 7), new Posting(OWNER, Side.CREDIT, 7));
        assertThat(OperatorRules.adjustment(POOL, -7))
                .containsExactly(new Posting(POOL, Side.DEBIT, 7), new Posting(ADJUSTMENT, Side.CREDIT, 7));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -1, 1_000_000_000_000_000L, -1_000_000_000_000_000L})
    void anAmountIsUpTo1000MillionCreditsEitherWay(long microCredits) {
        assertThat(OperatorRules.isAmount(microCredits)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000_000_000_001L, -1_000_000_000_000_001L, Long.MIN_VALUE, Long.MAX_VALUE})
    void anythingElseIsNoAmount(long microCredits) {
        assertThat(OperatorRules.isAmount(microCredits)).isFalse();
    }

    @Test
    void aReasonIsOneLineOf1To128Bytes() {
        assertThat(OperatorRules.isReason("paid twice")).isTrue();
        assertThat(OperatorRules.isReason("ä".repeat(64))).isTrue();
        assertThat(List.of("", " ", "ä".repeat(64) + "a", "two\nlines", "nothing\u0000"))
                .noneMatch(OperatorRules::isReason);
    }

    @Test
    void onlyAnOpenCaseCanBeDecided() {
        assertThat(OperatorRules.againstRuling(DisputeState.OPEN)).isEmpty();
        assertThat(OperatorRules.againstRuling(DisputeState.UPHELD)).contains(OperatorRefusal.ALREADY_DECIDED);
        assertThat(OperatorRules.againstRuling(DisputeState.DISMISSED)).contains(OperatorRefusal.ALREADY_DECIDED);
    }

    @Test
    void bothWaysOfUpholdingAreUpheld() {
        assertThat(Ruling.UPHELD.state()).isEqualTo(DisputeState.UPHELD);
        assertThat(Ruling.UPHELD_WITH_QUARANTINE.state()).isEqualTo(DisputeState.UPHELD);
        assertThat(Ruling.DISMISSED.state()).isEqualTo(DisputeState.DISMISSED);
    }

    @Test
    void aPageIsCutWhereOneMoreRowShowsThatThereIsANext() {
        assertThat(Page.cut(List.of(1, 2, 3), 2, row -> "after " + row))
                .isEqualTo(new Page<>(List.of(1, 2), Optional.of("after 2")));
        assertThat(Page.cut(List.of(1, 2), 2, row -> "after " + row))
                .isEqualTo(new Page<>(List.of(1, 2), Optional.empty()));
    }

    private static AdjustmentProposal proposal(Optional<Approval> approval) {
        ActionId id = new ActionId(new byte[ActionId.WIDTH]);
        return new AdjustmentProposal(id, OWNER, 5, "paid twice", "ana", PROPOSED_AT_MS, approval);
    }
}
