package io.ayni.ledger.operator.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.Availability;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.benefit.BenefitTerms;
import io.ayni.ledger.benefit.Fulfilment;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.dispute.DisputeId;
import io.ayni.ledger.dispute.Ruling;
import io.ayni.ledger.fixture.OperatorClient;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.operator.OperatorDesk;
import io.ayni.ledger.pending.QuarantineReason;
import io.ayni.ledger.v1.ApproveAdjustmentRequest;
import io.ayni.ledger.v1.ConfirmRedemptionRequest;
import io.ayni.ledger.v1.DecideDisputeRequest;
import io.ayni.ledger.v1.DiscountTerms;
import io.ayni.ledger.v1.DisputeRuling;
import io.ayni.ledger.v1.EraseAccountRequest;
import io.ayni.ledger.v1.ExclusiveTerms;
import io.ayni.ledger.v1.FundCampaignRequest;
import io.ayni.ledger.v1.LiftQuarantineRequest;
import io.ayni.ledger.v1.LinkAccountRequest;
import io.ayni.ledger.v1.OfferedBenefit;
import io.ayni.ledger.v1.ProposeAdjustmentRequest;
import io.ayni.ledger.v1.PublishBenefitRequest;
import io.ayni.ledger.v1.SetQuarantineRequest;
import io.ayni.ledger.v1.VoidRedemptionRequest;
import io.ayni.ledger.v1.WithdrawBenefitRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private static final AccountId ALICE = AccountId.ofName("alice");
    private static final String OWNER = new LedgerAccount.Owner(ALICE).text();

    @Test
    void aVersionOfABenefitIsTakenAsItIsOffered() {
        PublishBenefitRequest good = PublishBenefitRequest.newBuilder()
                .setBenefit(OperatorClient.benefit("classics", 3))
                .setAvailableFromMs(7)
                .build();

        assertThat(Commands.of(good))
                .isEqualTo(new OperatorCommand.PublishBenefit(new Benefit(
                        new BenefitName("classics"),
                        3,
                        "Classics for a day",
                        10,
                        Duration.ofDays(1),
                        new BenefitTerms.Exclusive("classics"),
                        new Fulfilment.Confirmed(Duration.ofHours(1)),
                        new Availability(7, Availability.NO_END, false))));
    }

    @Test
    void aVersionThatBreaksARuleOfBenefitsIsInvalid() {
        OfferedBenefit good = OperatorClient.benefit("classics", 3);
        for (OfferedBenefit bad : List.of(
                good.toBuilder().setName("Classics").build(),
                good.toBuilder().setVersion(0).build(),
                good.toBuilder().setTitle("a\nretired=true").build(),
                good.toBuilder().setTitle(" ").build(),
                good.toBuilder().setPriceMicroCredits(0).build(),
                good.toBuilder().setPriceMicroCredits(-1).build(),
                good.toBuilder().setLastingMs(1_500).build(),
                good.toBuilder().setLastingMs(-1).build(),
                good.toBuilder().setConfirmWithinMs(999).build(),
                good.toBuilder().setAvailableUntilMs(-1).build(),
                good.toBuilder().clearTerms().build(),
                good.toBuilder()
                        .setExclusive(ExclusiveTerms.getDefaultInstance())
                        .build(),
                good.toBuilder().setDiscount(DiscountTerms.getDefaultInstance()).build(),
                good.toBuilder()
                        .setDiscount(DiscountTerms.newBuilder().setPercent(10))
                        .build())) {
            assertInvalid(
                    "benefit",
                    () -> Commands.of(
                            PublishBenefitRequest.newBuilder().setBenefit(bad).build()));
        }
    }

    @Test
    void aWithdrawalNamesABenefitAndAnEndARedemption() {
        RedemptionId id = new RedemptionId(new byte[RedemptionId.WIDTH]);
        ByteString bytes = ByteString.copyFrom(id.bytes());

        assertThat(Commands.of(WithdrawBenefitRequest.newBuilder()
                        .setBenefit("classics")
                        .build()))
                .isEqualTo(new OperatorCommand.WithdrawBenefit(new BenefitName("classics")));
        assertThat(Commands.of(ConfirmRedemptionRequest.newBuilder()
                        .setRedemptionId(bytes)
                        .build()))
                .isEqualTo(new OperatorCommand.ConfirmRedemption(id));
        assertThat(Commands.of(VoidRedemptionRequest.newBuilder()
                        .setRedemptionId(bytes)
                        .build()))
                .isEqualTo(new OperatorCommand.VoidRedemption(id));
        assertInvalid("benefit", () -> Commands.of(WithdrawBenefitRequest.getDefaultInstance()));
        assertInvalid("redemption_id", () -> Commands.of(ConfirmRedemptionRequest.getDefaultInstance()));
        assertInvalid("redemption_id", () -> Commands.of(VoidRedemptionRequest.getDefaultInstance()));
        assertInvalid(
                "note",
                () -> Commands.of(VoidRedemptionRequest.newBuilder()
                        .setRedemptionId(bytes)
                        .setNote("n".repeat(1_001))
                        .build()));
    }

    @Test
    void aFundingHasANameANumberAndAnAmount() {
        FundCampaignRequest good = FundCampaignRequest.newBuilder()
                .setCampaign("spring")
                .setSequence(1)
                .setMicroCredits(1_000_000_000_000_000L)
                .build();

        assertThat(Commands.of(good))
                .isEqualTo(new OperatorCommand.FundCampaign(new CampaignFunding("spring", 1, 1_000_000_000_000_000L)));
        for (String name : List.of("", "Spring", "s".repeat(17), "a/b")) {
            assertInvalid(
                    "campaign",
                    () -> Commands.of(good.toBuilder().setCampaign(name).build()));
        }
        for (long sequence : new long[] {0, -1, 1L << 31, Long.MIN_VALUE}) {
            assertInvalid(
                    "sequence",
                    () -> Commands.of(good.toBuilder().setSequence(sequence).build()));
        }
        for (long amount : new long[] {0, -1, 1_000_000_000_000_001L, Long.MAX_VALUE}) {
            assertInvalid(
                    "micro_credits",
                    () -> Commands.of(good.toBuilder().setMicroCredits(amount).build()));
        }
    }

    @Test
    void aCorrectionHasAnAccountAnAmountAndAReason() {
        ProposeAdjustmentRequest good = ProposeAdjustmentRequest.newBuilder()
                .setAccount("pool:spring/1")
                .setMicroCredits(-5)
                .setReason("twice")
                .build();

        assertThat(Commands.of(good))
                .isEqualTo(new OperatorCommand.ProposeAdjustment(new LedgerAccount.Pool("spring", 1), -5, "twice"));
        for (String account : List.of("", "alice", "owner:", "owner:00", "pool:spring", "pool:spring/01", "x:1")) {
            assertInvalid(
                    "account",
                    () -> Commands.of(good.toBuilder().setAccount(account).build()));
        }
        for (long amount : new long[] {0, Long.MIN_VALUE, Long.MAX_VALUE, -1_000_000_000_000_001L}) {
            assertInvalid(
                    "micro_credits",
                    () -> Commands.of(good.toBuilder().setMicroCredits(amount).build()));
        }
        for (String reason : List.of("", " ", "r".repeat(129), "a\nb")) {
            assertInvalid(
                    "reason",
                    () -> Commands.of(good.toBuilder().setReason(reason).build()));
        }
    }

    @Test
    void anApprovalNamesAProposalBy16Bytes() {
        assertInvalid("proposal_id", () -> Commands.of(ApproveAdjustmentRequest.getDefaultInstance()));
        assertInvalid(
                "proposal_id",
                () -> Commands.of(ApproveAdjustmentRequest.newBuilder()
                        .setProposalId(ByteString.copyFrom(new byte[17]))
                        .build()));
    }

    @Test
    void aRulingNamesACaseAndWhatBecomesOfIt() {
        DecideDisputeRequest good = DecideDisputeRequest.newBuilder()
                .setDisputeId(ByteString.copyFrom(new byte[16]))
                .setRuling(DisputeRuling.DISPUTE_RULING_UPHELD)
                .setNote("n".repeat(1_000))
                .build();

        assertThat(Commands.of(good))
                .isEqualTo(new OperatorCommand.DecideDispute(
                        new DisputeId(new byte[16]), Ruling.UPHELD, "n".repeat(1_000)));
        assertInvalid(
                "dispute_id",
                () -> Commands.of(good.toBuilder().clearDisputeId().build()));
        assertInvalid("ruling", () -> Commands.of(good.toBuilder().clearRuling().build()));
        assertInvalid(
                "ruling", () -> Commands.of(good.toBuilder().setRulingValue(9).build()));
        assertInvalid(
                "note",
                () -> Commands.of(good.toBuilder().setNote("n".repeat(1_001)).build()));
        assertInvalid("note", () -> Commands.of(good.toBuilder().setNote("\0").build()));
    }

    @Test
    void aQuarantineHasAnOwnersAccountAndAReason() {
        SetQuarantineRequest good = SetQuarantineRequest.newBuilder()
                .setAccount(OWNER)
                .setReason(io.ayni.ledger.v1.QuarantineReason.QUARANTINE_REASON_POLLUTION)
                .build();

        assertThat(Commands.of(good)).isEqualTo(new OperatorCommand.SetQuarantine(ALICE, QuarantineReason.POLLUTION));
        assertInvalid(
                "account",
                () -> Commands.of(good.toBuilder().setAccount("pool:spring/1").build()));
        assertInvalid(
                "account",
                () -> Commands.of(good.toBuilder()
                        .setAccount(OWNER.toUpperCase(Locale.ROOT))
                        .build()));
        assertInvalid("reason", () -> Commands.of(good.toBuilder().clearReason().build()));
        assertInvalid(
                "reason", () -> Commands.of(good.toBuilder().setReasonValue(6).build()));
        LiftQuarantineRequest lift = LiftQuarantineRequest.newBuilder()
                .setAccount(OWNER)
                .setNote("n".repeat(1_001))
                .build();
        assertInvalid("note", () -> Commands.of(lift));
        assertInvalid("account", () -> Commands.of(lift.toBuilder().clear().build()));
    }

    @Test
    void aLinkHasAnOwnersAccountAndAReferenceThatItsTextFormKeepsToItself() {
        LinkAccountRequest good = LinkAccountRequest.newBuilder()
                .setAccount(OWNER)
                .setReference("r".repeat(256))
                .build();

        assertThat(Commands.of(good)).hasToString("LinkAccount[" + ALICE.hex() + "]");
        for (String reference : List.of("", " ", "r".repeat(257), "a\0b")) {
            assertInvalid(
                    "reference",
                    () -> Commands.of(good.toBuilder().setReference(reference).build()));
        }
        assertInvalid("account", () -> Commands.of(EraseAccountRequest.getDefaultInstance()));
    }

    @Test
    void aPageHas1To500Rows() {
        assertThat(Fields.pageSize(0)).isEqualTo(100);
        assertThat(Fields.pageSize(500)).isEqualTo(500);
        assertInvalid("page_size", () -> Fields.pageSize(501));
        assertInvalid("page_size", () -> Fields.pageSize(-1));
    }

    @Test
    void aPageTokenIsAPosition() {
        assertThat(Fields.before("")).isEqualTo(OperatorDesk.NEWEST);
        assertThat(Fields.before("42")).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1.5", " 1", "9999999999999999999"})
    void anythingElseIsNone(String token) {
        assertInvalid("page_token", () -> Fields.before(token));
        assertInvalid("page_token", () -> Fields.after(token));
    }

    private static void assertInvalid(String field, Supplier<?> reading) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(reading::get)
                .satisfies(refused -> {
                    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                    assertThat(refused.getStatus().getDescription()).startsWith(field);
                });
    }
}
