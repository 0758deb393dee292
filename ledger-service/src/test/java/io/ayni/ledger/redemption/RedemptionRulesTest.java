package io.ayni.ledger.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.redemption.RedeemDecision.Grant;
import io.ayni.ledger.redemption.RedeemDecision.Refuse;
import io.ayni.ledger.redemption.Redemption.Pending;
import io.ayni.ledger.redemption.Redemption.Posted;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RedemptionRulesTest {
    private static final long NOW_MS = 5_000_000;
    private static final AccountId OWNER = AccountId.ofName("owner");
    private static final RedemptionId ID = new RedemptionId(new byte[RedemptionId.WIDTH]);

    private final RedemptionRules rules = new RedemptionRules((order, atMs) -> "voucher at " + atMs);

    @Test
    void firstReasonThatAppliesIsGiven() {
        // Given a benefit to which every reason applies, and then one less each time
        Benefits faulty = Benefits.aPriority("b").version(2);
        RedeemRequest old = wish(1);

        // Then
        assertThat(refusal(old, Optional.empty(), 0, RedemptionRules.MAX_OPEN))
                .isEqualTo(RefusalReason.UNKNOWN_BENEFIT);
        assertThat(refusal(old, Optional.of(faulty.available(NOW_MS + 1, NOW_MS + 2, true)), 0, 64))
                .isEqualTo(RefusalReason.RETIRED);
        assertThat(refusal(old, Optional.of(faulty.available(NOW_MS + 1, NOW_MS + 2, false)), 0, 64))
                .isEqualTo(RefusalReason.NOT_YET);
        assertThat(refusal(old, Optional.of(faulty.available(0, NOW_MS, false)), 0, 64))
                .isEqualTo(RefusalReason.OVER);
        assertThat(refusal(old, Optional.of(faulty), 0, 64)).isEqualTo(RefusalReason.VERSION_CHANGED);
        assertThat(refusal(wish(2), Optional.of(faulty), 0, 64)).isEqualTo(RefusalReason.TOO_MANY);
        assertThat(refusal(wish(2), Optional.of(faulty), Benefits.PRICE - 1, 63))
                .isEqualTo(RefusalReason.INSUFFICIENT_BALANCE);
        assertThat(decide(wish(2), Optional.of(faulty), Benefits.PRICE, 63)).isInstanceOf(Grant.class);
        assertThat(decide(wish(RedeemRequest.NEWEST), Optional.of(faulty), Benefits.PRICE, 63))
                .isInstanceOf(Grant.class);
    }

    @Test
    void discountsAreNotCountedAsRights() {
        assertThat(decide(wish(1), Optional.of(Benefits.aDiscount("b")), Benefits.PRICE, RedemptionRules.MAX_OPEN))
                .isInstanceOf(Grant.class);
    }

    @Test
    void benefitHadAtOnceIsHeldAndPostedInOneDecision() {
        // When
        Grant grant = (Grant) decide(wish(1), Optional.of(Benefits.aDiscount("b")), 12, 0);

        // Then
        assertThat(grant.redemption())
                .isEqualTo(new Posted(
                        new RedemptionOrder(
                                ID,
                                OWNER,
                                Benefits.aDiscount("b").benefit(),
                                List.of(new RedemptionPart(0, 10)),
                                NOW_MS),
                        NOW_MS,
                        EndRedemption.AT_ONCE,
                        new Gain.Voucher("voucher at " + NOW_MS)));
        assertThat(grant.tails()).singleElement().satisfies(tail -> assertThat(tail.entries())
                .hasSize(2));
    }

    @Test
    void timeOfTheLastEntryCountsWhenTheClockIsBehindIt() {
        // Given
        ShardHead ahead = new ShardHead(0, 0, 1, new byte[32], NOW_MS + 7);
        RedeemState state = new RedeemState(
                NOW_MS,
                Optional.of(Benefits.aConfirmedExclusive("b").benefit()),
                List.of(new Funds(ahead, 10)),
                0,
                OptionalLong.empty());

        // When
        Grant grant = (Grant) rules.redeem(wish(1), state, ID);

        // Then
        assertThat(grant.redemption()).isInstanceOfSatisfying(Pending.class, pending -> {
            assertThat(pending.order().requestedAtMs()).isEqualTo(NOW_MS + 7);
            assertThat(pending.confirmByMs()).isEqualTo(NOW_MS + 7 + Benefits.CONFIRM_WITHIN.toMillis());
        });
    }

    @Test
    void sameRightAgainBeginsWhenTheEarlierOneEnds() {
        // Given
        RedeemState state = new RedeemState(
                NOW_MS,
                Optional.of(Benefits.aPriority("b").benefit()),
                List.of(new Funds(ShardHead.fresh(0), 10)),
                1,
                OptionalLong.of(NOW_MS + 500));

        // When
        Grant grant = (Grant) rules.redeem(wish(1), state, ID);

        // Then
        assertThat(((Posted) grant.redemption()).gain())
                .isEqualTo(new Gain.Right(NOW_MS + 500, NOW_MS + 500 + Benefits.LASTING.toMillis()));
    }

    @Test
    void confirmationAtTheVeryEndOfTheTimeExpiresTheHold() {
        // Given
        Benefit benefit = Benefits.aConfirmedExclusive("b").benefit();
        Pending pending =
                new Pending(new RedemptionOrder(ID, OWNER, benefit, List.of(new RedemptionPart(0, 10)), 0), NOW_MS);

        // When
        EndDecision at = rules.confirm(end(pending, NOW_MS), "ada");
        EndDecision before = rules.confirm(end(pending, NOW_MS - 1), "ada");
        EndDecision early = rules.expire(end(pending, NOW_MS - 1));

        // Then
        assertThat(((EndDecision.End) at).redemption()).isInstanceOf(Redemption.Expired.class);
        assertThat(((EndDecision.End) before).redemption()).isInstanceOf(Posted.class);
        assertThat(early).isEqualTo(new EndDecision.Leave());
    }

    @Test
    void holdOffersOnlyWhatMayFollow() {
        // Given
        Benefit benefit = Benefits.aConfirmedExclusive("b").benefit();
        Pending pending =
                new Pending(new RedemptionOrder(ID, OWNER, benefit, List.of(new RedemptionPart(0, 10)), 0), NOW_MS);

        // Then
        assertThatThrownBy(() -> pending.expire(NOW_MS - 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pending.callOff(NOW_MS, "owner")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pending.post(NOW_MS, "ada", new Gain.Right(1, 2)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static EndState end(Redemption redemption, long nowMs) {
        return new EndState(nowMs, redemption, List.of(ShardHead.fresh(0)), OptionalLong.empty());
    }

    private RefusalReason refusal(RedeemRequest request, Optional<Benefits> benefit, long balance, int open) {
        return ((Refuse) decide(request, benefit, balance, open)).reason();
    }

    private RedeemDecision decide(RedeemRequest request, Optional<Benefits> benefit, long balance, int open) {
        RedeemState state = new RedeemState(
                NOW_MS,
                benefit.map(Benefits::benefit),
                List.of(new Funds(ShardHead.fresh(0), balance)),
                open,
                OptionalLong.empty());
        return rules.redeem(request, state, ID);
    }

    private static RedeemRequest wish(long version) {
        return new RedeemRequest(OWNER, Benefits.aPriority("b").benefit().name(), version, new IdempotencyKey("key"));
    }
}
