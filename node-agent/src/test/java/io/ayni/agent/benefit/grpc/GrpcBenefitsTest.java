package io.ayni.agent.benefit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.ayni.agent.benefit.CancelAnswer;
import io.ayni.agent.benefit.OfferedBenefit;
import io.ayni.agent.benefit.RedeemAnswer;
import io.ayni.agent.benefit.RedemptionStatus;
import io.ayni.agent.fixture.GrpcService;
import io.ayni.agent.ledger.LedgerAwayException;
import io.ayni.ledger.v1.BenefitsGrpc;
import io.ayni.ledger.v1.CancelRedemptionRequest;
import io.ayni.ledger.v1.CancelRedemptionResponse;
import io.ayni.ledger.v1.DiscountTerms;
import io.ayni.ledger.v1.ListBenefitsRequest;
import io.ayni.ledger.v1.ListBenefitsResponse;
import io.ayni.ledger.v1.ListRedemptionsRequest;
import io.ayni.ledger.v1.ListRedemptionsResponse;
import io.ayni.ledger.v1.QualityTerms;
import io.ayni.ledger.v1.RedeemRequest;
import io.ayni.ledger.v1.RedeemResponse;
import io.ayni.ledger.v1.RedemptionRecord;
import io.ayni.ledger.v1.RedemptionRefusal;
import io.ayni.ledger.v1.RedemptionState;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GrpcBenefitsTest {
    private static final io.ayni.ledger.v1.OfferedBenefit TEN_OFF = io.ayni.ledger.v1.OfferedBenefit.newBuilder()
            .setName("ten-off")
            .setVersion(2)
            .setTitle("10 % off")
            .setPriceMicroCredits(5)
            .setLastingMs(1000)
            .setDiscount(DiscountTerms.newBuilder().setPercent(10))
            .build();

    private final Script script = new Script();
    private Optional<String> token = Optional.of("node-token");
    private GrpcService service;
    private GrpcBenefits benefits;

    /** Answers what the test says. */
    private static final class Script extends BenefitsGrpc.BenefitsImplBase {
        volatile RedeemRequest asked;
        volatile ByteString cancelled;
        volatile RedeemResponse answer = RedeemResponse.getDefaultInstance();
        volatile Status failure;

        @Override
        public void listBenefits(ListBenefitsRequest request, StreamObserver<ListBenefitsResponse> out) {
            reply(
                    out,
                    ListBenefitsResponse.newBuilder()
                            .addBenefits(TEN_OFF)
                            .addBenefits(TEN_OFF.toBuilder()
                                    .setName("better")
                                    .setConfirmWithinMs(60_000)
                                    .setQuality(QualityTerms.newBuilder()
                                            .setRendition("uhd")
                                            .setBandwidthClass("fast")))
                            .build());
        }

        @Override
        public void redeem(RedeemRequest request, StreamObserver<RedeemResponse> out) {
            asked = request;
            reply(out, answer);
        }

        @Override
        public void listRedemptions(ListRedemptionsRequest request, StreamObserver<ListRedemptionsResponse> out) {
            reply(
                    out,
                    ListRedemptionsResponse.newBuilder()
                            .addRedemptions(posted())
                            .build());
        }

        @Override
        public void cancelRedemption(CancelRedemptionRequest request, StreamObserver<CancelRedemptionResponse> out) {
            cancelled = request.getRedemptionId();
            reply(
                    out,
                    CancelRedemptionResponse.newBuilder()
                            .setRedemption(posted())
                            .build());
        }

        private <T> void reply(StreamObserver<T> out, T message) {
            if (failure != null) {
                out.onError(failure.asRuntimeException());
                return;
            }
            out.onNext(message);
            out.onCompleted();
        }
    }

    private static RedemptionRecord posted() {
        return RedemptionRecord.newBuilder()
                .setRedemptionId(ByteString.copyFrom(new byte[16]))
                .setState(RedemptionState.REDEMPTION_STATE_POSTED)
                .setBenefit(TEN_OFF)
                .setRequestedAtMs(7)
                .setEndedAtMs(8)
                .setVoucher("v")
                .build();
    }

    private static final OfferedBenefit OFFERED =
            new OfferedBenefit("ten-off", 2, "10 % off", "discount", 5, 1000, 0, Map.of("percent", 10L));
    private static final RedemptionStatus POSTED =
            new RedemptionStatus("0".repeat(32), "posted", OFFERED, 7, 0, 8, Optional.of("v"), 0, 0);

    @BeforeEach
    void listen() throws IOException {
        service = new GrpcService(script);
        benefits = new GrpcBenefits(service.channel(), () -> token);
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.close();
    }

    @Test
    void catalogueIsReadWithItsTerms() throws Exception {
        assertThat(benefits.offered())
                .isEqualTo(List.of(
                        OFFERED,
                        new OfferedBenefit(
                                "better",
                                2,
                                "10 % off",
                                "quality",
                                5,
                                1000,
                                60_000,
                                Map.of("rendition", "uhd", "bandwidthClass", "fast"))));
        assertThat(service.authorizations).containsExactly("Bearer node-token");
    }

    @Test
    void redemptionIsReadAsItStands() throws Exception {
        // Given
        script.answer = RedeemResponse.newBuilder().setRedemption(posted()).build();

        // Then
        assertThat(benefits.redeem("ten-off", "key")).isEqualTo(new RedeemAnswer.Had(POSTED));
        assertThat(script.asked)
                .isEqualTo(RedeemRequest.newBuilder()
                        .setBenefit("ten-off")
                        .setIdempotencyKey("key")
                        .build());
        assertThat(benefits.redemptions()).isEqualTo(List.of(POSTED));
    }

    @Test
    void refusalAndConflictAreAnswers() throws Exception {
        // Given
        script.answer = RedeemResponse.newBuilder()
                .setRefusal(RedemptionRefusal.REDEMPTION_REFUSAL_INSUFFICIENT_BALANCE)
                .build();

        // Then
        assertThat(benefits.redeem("ten-off", "key")).isEqualTo(new RedeemAnswer.Refused("insufficient_balance"));
        script.failure = Status.ALREADY_EXISTS;
        assertThat(benefits.redeem("ten-off", "key")).isEqualTo(new RedeemAnswer.KeyInUse());
    }

    @Test
    void callingOffIsAnsweredInEveryWayThatThereIs() throws Exception {
        String id = "00112233445566778899aabbccddeeff";
        assertThat(benefits.cancel(id)).isEqualTo(new CancelAnswer.Cancelled(POSTED));
        assertThat(script.cancelled)
                .isEqualTo(ByteString.copyFrom(HexFormat.of().parseHex(id)));
        script.failure = Status.FAILED_PRECONDITION;
        assertThat(benefits.cancel(id)).isEqualTo(new CancelAnswer.EndedOtherwise());
        script.failure = Status.NOT_FOUND;
        assertThat(benefits.cancel(id)).isEqualTo(new CancelAnswer.Unknown());
        script.failure = Status.PERMISSION_DENIED;
        assertThat(benefits.cancel(id)).isEqualTo(new CancelAnswer.Unknown());
        script.failure = Status.UNAVAILABLE;
        assertThatThrownBy(() -> benefits.cancel(id)).isInstanceOf(LedgerAwayException.class);
    }

    @Test
    void everythingElseIsNoAnswer() throws Exception {
        for (Status status : List.of(Status.UNAVAILABLE, Status.INTERNAL, Status.DEADLINE_EXCEEDED)) {
            script.failure = status;
            assertThatThrownBy(() -> benefits.redeem("ten-off", "key")).isInstanceOf(LedgerAwayException.class);
        }
        script.failure = null;
        assertThatThrownBy(() -> benefits.redeem("ten-off", "key")).isInstanceOf(LedgerAwayException.class);
        token = Optional.empty();
        assertThatThrownBy(() -> benefits.offered()).isInstanceOf(LedgerAwayException.class);
        service.leave();
        token = Optional.of("node-token");
        assertThatThrownBy(() -> benefits.redemptions()).isInstanceOf(LedgerAwayException.class);
    }

    @Test
    void textFormOfARedemptionDoesNotShowItsVoucher() {
        assertThat(POSTED.toString()).isEqualTo("RedemptionStatus[" + "0".repeat(32) + ", posted]");
    }
}
