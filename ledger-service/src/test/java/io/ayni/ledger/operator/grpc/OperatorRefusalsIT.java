package io.ayni.ledger.operator.grpc;

import static io.ayni.ledger.fixture.OperatorClient.actionId;
import static io.ayni.ledger.fixture.OperatorClient.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.OperatorClient;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.ShortLots;
import io.ayni.ledger.v1.ApproveAdjustmentRequest;
import io.ayni.ledger.v1.ConfirmRedemptionRequest;
import io.ayni.ledger.v1.DecideDisputeRequest;
import io.ayni.ledger.v1.DisputeRuling;
import io.ayni.ledger.v1.DisputeState;
import io.ayni.ledger.v1.EraseAccountRequest;
import io.ayni.ledger.v1.FundCampaignRequest;
import io.ayni.ledger.v1.LiftQuarantineRequest;
import io.ayni.ledger.v1.LinkAccountRequest;
import io.ayni.ledger.v1.ListActionsRequest;
import io.ayni.ledger.v1.ListAdjustmentsRequest;
import io.ayni.ledger.v1.ListCampaignsRequest;
import io.ayni.ledger.v1.ListDisputesRequest;
import io.ayni.ledger.v1.ListPendingRedemptionsRequest;
import io.ayni.ledger.v1.ListPublishedBenefitsRequest;
import io.ayni.ledger.v1.ListQuarantinesRequest;
import io.ayni.ledger.v1.OperatorGrpc;
import io.ayni.ledger.v1.OperatorGrpc.OperatorBlockingStub;
import io.ayni.ledger.v1.ProposeAdjustmentRequest;
import io.ayni.ledger.v1.PublishBenefitRequest;
import io.ayni.ledger.v1.SetQuarantineRequest;
import io.ayni.ledger.v1.VoidRedemptionRequest;
import io.ayni.ledger.v1.WithdrawBenefitRequest;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What no rpc of the operators does, whoever asks. */
@QuarkusTest
@TestProfile(ShortLots.class)
class OperatorRefusalsIT extends RunningLedger {
    private static final String OWNER = OperatorClient.owner(AccountId.ofName("refused"));

    /** Every rpc that lists, asked well. */
    private static final List<Consumer<OperatorBlockingStub>> LISTS = List.of(
            rpc -> rpc.listActions(ListActionsRequest.getDefaultInstance()),
            rpc -> rpc.listAdjustments(ListAdjustmentsRequest.getDefaultInstance()),
            rpc -> rpc.listDisputes(ListDisputesRequest.newBuilder()
                    .setState(DisputeState.DISPUTE_STATE_OPEN)
                    .build()),
            rpc -> rpc.listCampaigns(ListCampaignsRequest.getDefaultInstance()),
            rpc -> rpc.listQuarantines(ListQuarantinesRequest.getDefaultInstance()),
            rpc -> rpc.listPublishedBenefits(ListPublishedBenefitsRequest.getDefaultInstance()),
            rpc -> rpc.listPendingRedemptions(ListPendingRedemptionsRequest.getDefaultInstance()));

    /** Every rpc that lists, asked for a page that is none. */
    private static final List<Consumer<OperatorBlockingStub>> BAD_LISTS = List.of(
            rpc -> rpc.listActions(
                    ListActionsRequest.newBuilder().setPageSize(501).build()),
            rpc -> rpc.listActions(
                    ListActionsRequest.newBuilder().setPageToken("x").build()),
            rpc -> rpc.listAdjustments(
                    ListAdjustmentsRequest.newBuilder().setPageSize(501).build()),
            rpc -> rpc.listAdjustments(
                    ListAdjustmentsRequest.newBuilder().setPageToken("x").build()),
            rpc -> rpc.listCampaigns(
                    ListCampaignsRequest.newBuilder().setPageSize(501).build()),
            rpc -> rpc.listCampaigns(
                    ListCampaignsRequest.newBuilder().setPageToken("X").build()),
            rpc -> rpc.listQuarantines(
                    ListQuarantinesRequest.newBuilder().setPageSize(501).build()),
            rpc -> rpc.listQuarantines(
                    ListQuarantinesRequest.newBuilder().setPageToken("x").build()),
            rpc -> rpc.listPendingRedemptions(
                    ListPendingRedemptionsRequest.newBuilder().setPageSize(501).build()),
            rpc -> rpc.listPendingRedemptions(
                    ListPendingRedemptionsRequest.newBuilder().setPageToken("x").build()),
            rpc -> rpc.listDisputes(ListDisputesRequest.getDefaultInstance()),
            rpc -> rpc.listDisputes(ListDisputesRequest.newBuilder()
                    .setState(DisputeState.DISPUTE_STATE_OPEN)
                    .setPageToken("x")
                    .build()));

    @Test
    void nobodyIsLetInWithoutAnOperatorsToken() {
        String nodeToken = Node.named("refused").token(System.currentTimeMillis());
        for (String token : new String[] {null, "", "nobodys-token", nodeToken}) {
            OperatorClient nobody = client.operator(token);
            assertThat(LISTS).allSatisfy(list -> assertThat(codeOf(() -> list.accept(nobody.rpc())))
                    .isEqualTo(Status.Code.UNAUTHENTICATED));
            assertThat(actions(actionId("refused"), ByteString.EMPTY))
                    .allSatisfy(act ->
                            assertThat(codeOf(() -> act.accept(nobody.rpc()))).isEqualTo(Status.Code.UNAUTHENTICATED));
        }
    }

    @Test
    void anObserverListsAndDoesNothingElse() {
        OperatorClient zoe = client.operator(Operator.OBSERVER_TOKEN);
        assertThat(LISTS).allSatisfy(list -> assertThat(codeOf(() -> list.accept(zoe.rpc())))
                .isEqualTo(Status.Code.OK));
        assertThat(actions(actionId("observed"), ByteString.EMPTY))
                .allSatisfy(act ->
                        assertThat(codeOf(() -> act.accept(zoe.rpc()))).isEqualTo(Status.Code.PERMISSION_DENIED));
        assertThat(actions(ByteString.EMPTY, ByteString.EMPTY)) // the role is looked at before the request
                .allSatisfy(act ->
                        assertThat(codeOf(() -> act.accept(zoe.rpc()))).isEqualTo(Status.Code.PERMISSION_DENIED));
    }

    @Test
    void bytesThatAreNoMessageAreRefusedByEveryRpc() throws Exception {
        byte[] cutShort = {0x0a, 0x10, 0x01};
        for (MethodDescriptor<?, ?> method : OperatorGrpc.getServiceDescriptor().getMethods()) {
            assertThat(client.statusOfRaw(Operator.TOKEN, method, cutShort).getCode())
                    .as(method.getFullMethodName())
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void anActionIdIs16Bytes() {
        OperatorClient ana = client.operator(Operator.TOKEN);
        for (int bytes : new int[] {0, 15, 17}) {
            assertThat(actions(ByteString.copyFrom(new byte[bytes]), ByteString.EMPTY))
                    .allSatisfy(act ->
                            assertThat(codeOf(() -> act.accept(ana.rpc()))).isEqualTo(Status.Code.INVALID_ARGUMENT));
        }
    }

    @Test
    void aRequestOfMoreThan4096BytesIsNotKept() {
        OperatorClient ana = client.operator(Operator.TOKEN);
        assertThat(actions(actionId("large"), ByteString.copyFrom(new byte[4_096])))
                .allSatisfy(
                        act -> assertThat(codeOf(() -> act.accept(ana.rpc()))).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    void aPageIsOneOfTheList() {
        OperatorClient zoe = client.operator(Operator.OBSERVER_TOKEN);
        assertThat(BAD_LISTS).allSatisfy(list -> assertThat(codeOf(() -> list.accept(zoe.rpc())))
                .isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        OperatorBlockingStub ana = client.operator(Operator.TOKEN).rpc();
        ByteString nothing = ByteString.copyFrom(new byte[16]);
        assertThat(codeOf(() -> ana.approveAdjustment(ApproveAdjustmentRequest.newBuilder()
                        .setActionId(actionId("not found 1"))
                        .setProposalId(nothing)
                        .build())))
                .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(codeOf(() -> ana.decideDispute(DecideDisputeRequest.newBuilder()
                        .setActionId(actionId("not found 2"))
                        .setDisputeId(nothing)
                        .setRuling(DisputeRuling.DISPUTE_RULING_DISMISSED)
                        .build())))
                .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(codeOf(() -> ana.eraseAccount(EraseAccountRequest.newBuilder()
                        .setActionId(actionId("not found 3"))
                        .setAccount(OWNER)
                        .build())))
                .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(codeOf(() -> ana.withdrawBenefit(WithdrawBenefitRequest.newBuilder()
                        .setActionId(actionId("not found 4"))
                        .setBenefit("nothing")
                        .build())))
                .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(codeOf(() -> ana.confirmRedemption(ConfirmRedemptionRequest.newBuilder()
                        .setActionId(actionId("not found 5"))
                        .setRedemptionId(nothing)
                        .build())))
                .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(codeOf(() -> ana.voidRedemption(VoidRedemptionRequest.newBuilder()
                        .setActionId(actionId("not found 6"))
                        .setRedemptionId(nothing)
                        .build())))
                .isEqualTo(Status.Code.NOT_FOUND);
    }

    /** Every rpc that acts. Without ballast and with a good id each would be let in by an operator. */
    private static List<Consumer<OperatorBlockingStub>> actions(ByteString id, ByteString ballast) {
        var unknown = UnknownFieldSet.newBuilder();
        if (!ballast.isEmpty()) {
            unknown.addField(
                    1_000,
                    UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ballast)
                            .build());
        }
        var more = unknown.build();
        var fund = FundCampaignRequest.newBuilder()
                .setActionId(id)
                .setCampaign("refused")
                .setSequence(1)
                .setMicroCredits(1)
                .setUnknownFields(more)
                .build();
        var propose = ProposeAdjustmentRequest.newBuilder()
                .setActionId(id)
                .setAccount(OWNER)
                .setMicroCredits(1)
                .setReason("refused")
                .setUnknownFields(more)
                .build();
        var approve = ApproveAdjustmentRequest.newBuilder()
                .setActionId(id)
                .setProposalId(actionId("none"))
                .setUnknownFields(more)
                .build();
        var decide = DecideDisputeRequest.newBuilder()
                .setActionId(id)
                .setDisputeId(actionId("none"))
                .setRuling(DisputeRuling.DISPUTE_RULING_UPHELD)
                .setUnknownFields(more)
                .build();
        var set = SetQuarantineRequest.newBuilder()
                .setActionId(id)
                .setAccount(OWNER)
                .setReasonValue(1)
                .setUnknownFields(more)
                .build();
        var lift = LiftQuarantineRequest.newBuilder()
                .setActionId(id)
                .setAccount(OWNER)
                .setUnknownFields(more)
                .build();
        var link = LinkAccountRequest.newBuilder()
                .setActionId(id)
                .setAccount(OWNER)
                .setReference("refused")
                .setUnknownFields(more)
                .build();
        var erase = EraseAccountRequest.newBuilder()
                .setActionId(id)
                .setAccount(OWNER)
                .setUnknownFields(more)
                .build();
        var publish = PublishBenefitRequest.newBuilder()
                .setActionId(id)
                .setBenefit(OperatorClient.benefit("refused", 1))
                .setUnknownFields(more)
                .build();
        var withdraw = WithdrawBenefitRequest.newBuilder()
                .setActionId(id)
                .setBenefit("refused")
                .setUnknownFields(more)
                .build();
        var confirm = ConfirmRedemptionRequest.newBuilder()
                .setActionId(id)
                .setRedemptionId(actionId("none"))
                .setUnknownFields(more)
                .build();
        var callOff = VoidRedemptionRequest.newBuilder()
                .setActionId(id)
                .setRedemptionId(actionId("none"))
                .setUnknownFields(more)
                .build();
        return List.of(
                rpc -> rpc.publishBenefit(publish),
                rpc -> rpc.withdrawBenefit(withdraw),
                rpc -> rpc.confirmRedemption(confirm),
                rpc -> rpc.voidRedemption(callOff),
                rpc -> rpc.fundCampaign(fund),
                rpc -> rpc.proposeAdjustment(propose),
                rpc -> rpc.approveAdjustment(approve),
                rpc -> rpc.decideDispute(decide),
                rpc -> rpc.setQuarantine(set),
                rpc -> rpc.liftQuarantine(lift),
                rpc -> rpc.linkAccount(link),
                rpc -> rpc.eraseAccount(erase));
    }
}
