package io.ayni.ledger.grpc;

import com.google.protobuf.ByteString;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.Availability;
import io.ayni.ledger.benefit.BenefitCatalogue;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.redemption.EndRedemption;
import io.ayni.ledger.redemption.EndVerdict;
import io.ayni.ledger.redemption.IdempotencyKey;
import io.ayni.ledger.redemption.Redeem;
import io.ayni.ledger.redemption.RedeemVerdict;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.redemption.RedemptionPosition;
import io.ayni.ledger.redemption.RedemptionStore;
import io.ayni.ledger.v1.BenefitsGrpc;
import io.ayni.ledger.v1.CancelRedemptionRequest;
import io.ayni.ledger.v1.CancelRedemptionResponse;
import io.ayni.ledger.v1.GetRedemptionRequest;
import io.ayni.ledger.v1.GetRedemptionResponse;
import io.ayni.ledger.v1.ListBenefitsRequest;
import io.ayni.ledger.v1.ListBenefitsResponse;
import io.ayni.ledger.v1.ListRedemptionsRequest;
import io.ayni.ledger.v1.ListRedemptionsResponse;
import io.ayni.ledger.v1.RedeemRequest;
import io.ayni.ledger.v1.RedeemResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The rpcs of {@code ayni.ledger.v1.Benefits}. A caller spends and sees its own account only: the token says which. They run
 * on virtual threads, because they wait for the database.
 */
final class BenefitsGrpcService extends BenefitsGrpc.BenefitsImplBase {
    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 200;

    private final BenefitCatalogue catalogue;
    private final Redeem redeem;
    private final EndRedemption end;
    private final RedemptionStore redemptions;
    private final LongSupplier nowMs;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    BenefitsGrpcService(
            BenefitCatalogue catalogue,
            Redeem redeem,
            EndRedemption end,
            RedemptionStore redemptions,
            LongSupplier nowMs) {
        this.catalogue = catalogue;
        this.redeem = redeem;
        this.end = end;
        this.redemptions = redemptions;
        this.nowMs = nowMs;
    }

    @Override
    public void listBenefits(ListBenefitsRequest request, StreamObserver<ListBenefitsResponse> out) {
        answer(out, this::benefits);
    }

    @Override
    public void redeem(RedeemRequest request, StreamObserver<RedeemResponse> out) {
        answer(out, () -> redeem(request, Caller.current().account()));
    }

    @Override
    public void getRedemption(GetRedemptionRequest request, StreamObserver<GetRedemptionResponse> out) {
        answer(out, () -> redemption(request, Caller.current().account()));
    }

    @Override
    public void listRedemptions(ListRedemptionsRequest request, StreamObserver<ListRedemptionsResponse> out) {
        answer(out, () -> redemptions(request, Caller.current().account()));
    }

    @Override
    public void cancelRedemption(CancelRedemptionRequest request, StreamObserver<CancelRedemptionResponse> out) {
        answer(out, () -> cancel(request, Caller.current().account()));
    }

    private ListBenefitsResponse benefits() {
        ListBenefitsResponse.Builder response = ListBenefitsResponse.newBuilder();
        long now = nowMs.getAsLong();
        catalogue.newest().stream()
                .filter(benefit -> benefit.availability().at(now) == Availability.State.OPEN)
                .forEach(benefit -> response.addBenefits(BenefitMessages.message(benefit)));
        return response.build();
    }

    private RedeemResponse redeem(RedeemRequest request, AccountId account) {
        return switch (redeem.redeem(wish(request, account))) {
            case RedeemVerdict.Accepted(Redemption redemption) ->
                RedeemResponse.newBuilder()
                        .setRedemption(BenefitMessages.message(redemption))
                        .build();
            case RedeemVerdict.Refused(var reason) ->
                RedeemResponse.newBuilder()
                        .setRefusal(BenefitMessages.message(reason))
                        .build();
            case RedeemVerdict.KeyInUse _ ->
                throw Status.ALREADY_EXISTS
                        .withDescription("the idempotency_key was used for another request")
                        .asRuntimeException();
        };
    }

    private static io.ayni.ledger.redemption.RedeemRequest wish(RedeemRequest request, AccountId account) {
        try {
            return new io.ayni.ledger.redemption.RedeemRequest(
                    account,
                    new BenefitName(request.getBenefit()),
                    Integer.toUnsignedLong(request.getVersion()),
                    new IdempotencyKey(request.getIdempotencyKey()));
        } catch (IllegalArgumentException e) {
            throw GrpcStatuses.invalid(e.getMessage());
        }
    }

    private GetRedemptionResponse redemption(GetRedemptionRequest request, AccountId account) {
        Redemption redemption =
                redemptions.find(id(request.getRedemptionId())).orElseThrow(BenefitsGrpcService::unknown);
        if (!redemption.order().account().equals(account)) {
            throw notYours();
        }
        return GetRedemptionResponse.newBuilder()
                .setRedemption(BenefitMessages.message(redemption))
                .build();
    }

    private ListRedemptionsResponse redemptions(ListRedemptionsRequest request, AccountId account) {
        int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
        if (size < 1 || size > MAX_PAGE) {
            throw GrpcStatuses.invalid("page_size is 1 to " + MAX_PAGE);
        }
        RedemptionPosition after = RedemptionPosition.parse(request.getPageToken())
                .orElseThrow(() -> GrpcStatuses.invalid("page_token is not one of this ledger"));
        List<Redemption> found = redemptions.list(account, after, size + 1);
        List<Redemption> page = found.subList(0, Math.min(size, found.size()));
        ListRedemptionsResponse.Builder response = ListRedemptionsResponse.newBuilder();
        page.forEach(redemption -> response.addRedemptions(BenefitMessages.message(redemption)));
        if (found.size() > size) {
            response.setNextPageToken(RedemptionPosition.of(page.getLast()).token());
        }
        return response.build();
    }

    private CancelRedemptionResponse cancel(CancelRedemptionRequest request, AccountId account) {
        return switch (end.cancel(id(request.getRedemptionId()), account)) {
            case EndVerdict.Ended(Redemption redemption) ->
                CancelRedemptionResponse.newBuilder()
                        .setRedemption(BenefitMessages.message(redemption))
                        .build();
            case EndVerdict.EndedOtherwise _ ->
                throw Status.FAILED_PRECONDITION
                        .withDescription("the redemption is posted or expired")
                        .asRuntimeException();
            case EndVerdict.Unknown _ -> throw unknown();
            case EndVerdict.NotYours _ -> throw notYours();
        };
    }

    private static RedemptionId id(ByteString bytes) {
        if (bytes.size() != RedemptionId.WIDTH) {
            throw GrpcStatuses.invalid("redemption_id is " + RedemptionId.WIDTH + " bytes");
        }
        return new RedemptionId(bytes.toByteArray());
    }

    private static StatusRuntimeException unknown() {
        return Status.NOT_FOUND.withDescription("no such redemption").asRuntimeException();
    }

    private static StatusRuntimeException notYours() {
        return Status.PERMISSION_DENIED
                .withDescription("the redemption of another account")
                .asRuntimeException();
    }

    private <T> void answer(StreamObserver<T> out, Supplier<T> answer) {
        ((ServerCallStreamObserver<T>) out).setOnCancelHandler(() -> {}); // an answer that nobody waits for is dropped
        workers.execute(Context.current().wrap(() -> answerNow(out, answer)));
    }

    private static <T> void answerNow(StreamObserver<T> out, Supplier<T> answer) {
        T response;
        try {
            response = answer.get();
        } catch (RuntimeException e) {
            out.onError(GrpcStatuses.of(e));
            return;
        }
        out.onNext(response);
        out.onCompleted();
    }

    /** Leaves calls under way without an answer. */
    void stop() {
        workers.shutdownNow();
    }
}
