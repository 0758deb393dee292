package io.ayni.ledger.operator.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.ayni.contracts.journal.ActionId;
import io.ayni.ledger.dispute.DisputePosition;
import io.ayni.ledger.grpc.GrpcStatuses;
import io.ayni.ledger.operator.NamedOperator;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.operator.OperatorDesk;
import io.ayni.ledger.operator.OperatorRequest;
import io.ayni.ledger.operator.OperatorRole;
import io.ayni.ledger.operator.OperatorVerdict;
import io.ayni.ledger.redemption.PendingPosition;
import io.ayni.ledger.v1.ActionDone;
import io.ayni.ledger.v1.ApproveAdjustmentRequest;
import io.ayni.ledger.v1.ConfirmRedemptionRequest;
import io.ayni.ledger.v1.DecideDisputeRequest;
import io.ayni.ledger.v1.EraseAccountRequest;
import io.ayni.ledger.v1.FundCampaignRequest;
import io.ayni.ledger.v1.LiftQuarantineRequest;
import io.ayni.ledger.v1.LinkAccountRequest;
import io.ayni.ledger.v1.ListActionsRequest;
import io.ayni.ledger.v1.ListActionsResponse;
import io.ayni.ledger.v1.ListAdjustmentsRequest;
import io.ayni.ledger.v1.ListAdjustmentsResponse;
import io.ayni.ledger.v1.ListCampaignsRequest;
import io.ayni.ledger.v1.ListCampaignsResponse;
import io.ayni.ledger.v1.ListDisputesRequest;
import io.ayni.ledger.v1.ListDisputesResponse;
import io.ayni.ledger.v1.ListPendingRedemptionsRequest;
import io.ayni.ledger.v1.ListPendingRedemptionsResponse;
import io.ayni.ledger.v1.ListPublishedBenefitsRequest;
import io.ayni.ledger.v1.ListPublishedBenefitsResponse;
import io.ayni.ledger.v1.ListQuarantinesRequest;
import io.ayni.ledger.v1.ListQuarantinesResponse;
import io.ayni.ledger.v1.OperatorGrpc;
import io.ayni.ledger.v1.ProposeAdjustmentRequest;
import io.ayni.ledger.v1.PublishBenefitRequest;
import io.ayni.ledger.v1.SetQuarantineRequest;
import io.ayni.ledger.v1.VoidRedemptionRequest;
import io.ayni.ledger.v1.WithdrawBenefitRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The rpcs of {@code ayni.ledger.v1.Operator}. They run on virtual threads, because they wait for the database. */
final class OperatorGrpcService extends OperatorGrpc.OperatorImplBase {
    private final OperatorDesk desk;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    OperatorGrpcService(OperatorDesk desk) {
        this.desk = desk;
    }

    @Override
    public void fundCampaign(FundCampaignRequest request, StreamObserver<ActionDone> out) {
        act(out, "FundCampaign", request.getActionId(), request, () -> Commands.of(request));
    }

    @Override
    public void proposeAdjustment(ProposeAdjustmentRequest request, StreamObserver<ActionDone> out) {
        act(out, "ProposeAdjustment", request.getActionId(), request, () -> Commands.of(request));
    }

    @Override
    public void approveAdjustment(ApproveAdjustmentRequest request, StreamObserver<ActionDone> out) {
        act(out, "ApproveAdjustment", request.getActionId(), request, () -> Commands.of(request));
    }

    @Override
    public void decideDispute(DecideDisputeRequest request, StreamObserver<ActionDone> out) {
        act(out, "DecideDispute", request.getActionId(), request, () -> Commands.of(request));
    }

    @Override
    public void setQuarantine(SetQuarantineRequest request, StreamObserver<ActionDone> out) {
        act(out, "SetQuarantine", request.getActionId(), request, () -> Commands.of(request));
    }

    @Override
    public void liftQuarantine(LiftQuarantineRequest request, StreamObserver<ActionDone> out) {
        act(out, "LiftQuarantine", request.getActionId(), request, () -> Commands.of(request));
    }

    @Override
    public void publishBenefit(PublishBenefitRequest request, StreamObserver<ActionDone> out) {
        act(out, "PublishBenefit", request.getActionId(), request, () -> Commands.of(request));
    }

    @Override
    public void withdrawBenefit(WithdrawBenefitRequest request, StreamObserver<ActionDone> out) {
        act(out, "WithdrawBenefit", request.getActionId(), request, () -> Commands.of(request));
    }

    @Override
    public void confirmRedemption(ConfirmRedemptionRequest request, StreamObserver<ActionDone> out) {
        act(out, "ConfirmRedemption", request.getActionId(), request, () -> Commands.of(request));
    }

    @Override
    public void voidRedemption(VoidRedemptionRequest request, StreamObserver<ActionDone> out) {
        act(out, "VoidRedemption", request.getActionId(), request, () -> Commands.of(request));
    }

    /** The reference is personal: the request is kept without it. */
    @Override
    public void linkAccount(LinkAccountRequest request, StreamObserver<ActionDone> out) {
        LinkAccountRequest kept = request.toBuilder().clearReference().build();
        act(out, "LinkAccount", request.getActionId(), kept, () -> Commands.of(request));
    }

    @Override
    public void eraseAccount(EraseAccountRequest request, StreamObserver<ActionDone> out) {
        act(out, "EraseAccount", request.getActionId(), request, () -> Commands.of(request));
    }

    @Override
    public void listActions(ListActionsRequest request, StreamObserver<ListActionsResponse> out) {
        look(out, () -> {
            int size = Fields.pageSize(request.getPageSize());
            return OperatorMessages.actions(desk.actions(Fields.before(request.getPageToken()), size));
        });
    }

    @Override
    public void listAdjustments(ListAdjustmentsRequest request, StreamObserver<ListAdjustmentsResponse> out) {
        look(out, () -> {
            int size = Fields.pageSize(request.getPageSize());
            return OperatorMessages.adjustments(desk.adjustments(Fields.before(request.getPageToken()), size));
        });
    }

    @Override
    public void listDisputes(ListDisputesRequest request, StreamObserver<ListDisputesResponse> out) {
        look(out, () -> {
            var state = OperatorMessages.state(request.getState());
            int size = Fields.pageSize(request.getPageSize());
            DisputePosition after = Fields.after(request.getPageToken());
            return OperatorMessages.disputes(desk.disputes(state, after, size));
        });
    }

    @Override
    public void listCampaigns(ListCampaignsRequest request, StreamObserver<ListCampaignsResponse> out) {
        look(out, () -> {
            int size = Fields.pageSize(request.getPageSize());
            return OperatorMessages.campaigns(desk.campaigns(Fields.afterCampaign(request.getPageToken()), size));
        });
    }

    @Override
    public void listQuarantines(ListQuarantinesRequest request, StreamObserver<ListQuarantinesResponse> out) {
        look(out, () -> {
            int size = Fields.pageSize(request.getPageSize());
            return OperatorMessages.quarantines(desk.quarantines(Fields.afterAccount(request.getPageToken()), size));
        });
    }

    @Override
    public void listPublishedBenefits(
            ListPublishedBenefitsRequest request, StreamObserver<ListPublishedBenefitsResponse> out) {
        look(out, () -> OperatorMessages.benefits(desk.benefits()));
    }

    @Override
    public void listPendingRedemptions(
            ListPendingRedemptionsRequest request, StreamObserver<ListPendingRedemptionsResponse> out) {
        look(out, () -> {
            int size = Fields.pageSize(request.getPageSize());
            PendingPosition after = Fields.afterPending(request.getPageToken());
            return OperatorMessages.redemptions(desk.pendingRedemptions(after, size));
        });
    }

    private void act(
            StreamObserver<ActionDone> out,
            String method,
            ByteString actionId,
            MessageLite kept,
            Supplier<OperatorCommand> command) {
        answer(out, OperatorRole.OPERATOR, operator -> {
            ActionId id = Fields.actionId("action_id", actionId);
            byte[] document = kept.toByteArray();
            Fields.require(
                    document.length <= OperatorRequest.MAX_DOCUMENT_BYTES,
                    "a request is at most " + OperatorRequest.MAX_DOCUMENT_BYTES + " bytes");
            var request = new OperatorRequest(id, operator.name(), method, document, command.get());
            return switch (desk.carryOut(request)) {
                case OperatorVerdict.Done(var action) -> OperatorMessages.done(action);
                case OperatorVerdict.Refused(var reason) -> throw OperatorStatuses.of(reason);
            };
        });
    }

    private <T> void look(StreamObserver<T> out, Supplier<T> answer) {
        answer(out, OperatorRole.OBSERVER, operator -> answer.get());
    }

    private <T> void answer(StreamObserver<T> out, OperatorRole needed, Answer<T> answer) {
        NamedOperator operator;
        try {
            operator = OperatorCaller.current(needed);
        } catch (RuntimeException e) {
            out.onError(GrpcStatuses.of(e));
            return;
        }
        ((ServerCallStreamObserver<T>) out).setOnCancelHandler(() -> {}); // an answer that nobody waits for is dropped
        workers.execute(() -> answerNow(out, operator, answer));
    }

    private static <T> void answerNow(StreamObserver<T> out, NamedOperator operator, Answer<T> answer) {
        T response;
        try {
            response = answer.to(operator);
        } catch (RuntimeException e) {
            out.onError(GrpcStatuses.of(e));
            return;
        }
        out.onNext(response);
        out.onCompleted();
    }

    private interface Answer<T> {
        T to(NamedOperator operator);
    }

    /** Leaves calls under way without an answer. */
    void stop() {
        workers.shutdownNow();
    }
}
