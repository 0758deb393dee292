package io.ayni.ledger.grpc;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.token.NodeToken;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.ledger.account.AccountBook;
import io.ayni.ledger.account.Balance;
import io.ayni.ledger.account.EntryPosition;
import io.ayni.ledger.account.OwnedEntry;
import io.ayni.ledger.config.LedgerConfig;
import io.ayni.ledger.report.ReportRules;
import io.ayni.ledger.report.SubmitReports;
import io.ayni.ledger.settlement.AckFeed;
import io.ayni.ledger.settlement.AckStore;
import io.ayni.ledger.settlement.AckStore.StoredAck;
import io.ayni.ledger.settlement.SettlementLog;
import io.ayni.ledger.v1.GetAckRequest;
import io.ayni.ledger.v1.GetAckResponse;
import io.ayni.ledger.v1.GetBalanceRequest;
import io.ayni.ledger.v1.GetBalanceResponse;
import io.ayni.ledger.v1.LedgerGrpc;
import io.ayni.ledger.v1.ListEntriesRequest;
import io.ayni.ledger.v1.ListEntriesResponse;
import io.ayni.ledger.v1.SubmitReportsRequest;
import io.ayni.ledger.v1.SubmitReportsResponse;
import io.ayni.ledger.v1.SubmitSettlementRequest;
import io.ayni.ledger.v1.SubmitSettlementResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The rpcs of {@code ayni.ledger.v1.Ledger}. A caller sees its own account and node only: the token says which. Reads run
 * on virtual threads, because they wait for the database.
 */
final class LedgerGrpcService extends LedgerGrpc.LedgerImplBase {
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 500;

    private final AckStore acks;
    private final AccountBook accounts;
    private final SubmitReports submitReports;
    private final SubmitContext submit;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("settlement-stream-timer").factory());

    LedgerGrpcService(
            AckStore acks,
            AccountBook accounts,
            SubmitReports submitReports,
            SettlementLog log,
            AckFeed feed,
            LedgerConfig config,
            LongSupplier nowMs) {
        this.acks = acks;
        this.accounts = accounts;
        this.submitReports = submitReports;
        this.submit = new SubmitContext(
                log,
                feed,
                new StreamSlots(config.ingest().maxStreams(), config.ingest().maxStreamsPerNode()),
                workers,
                timer,
                config.ingest().halfCloseWait(),
                nowMs);
    }

    @Override
    public StreamObserver<SubmitSettlementRequest> submitSettlement(StreamObserver<SubmitSettlementResponse> out) {
        NodeToken caller = Caller.current();
        if (!submit.slots().tryTake(caller.nodeId())) {
            throw GrpcStatuses.overloaded();
        }
        return new SubmitStream((ServerCallStreamObserver<SubmitSettlementResponse>) out, caller, submit);
    }

    @Override
    public void getAck(GetAckRequest request, StreamObserver<GetAckResponse> out) {
        NodeToken caller = Caller.current();
        answer(out, () -> ack(request, caller));
    }

    @Override
    public void getBalance(GetBalanceRequest request, StreamObserver<GetBalanceResponse> out) {
        NodeToken caller = Caller.current();
        answer(out, () -> balance(caller));
    }

    @Override
    public void listEntries(ListEntriesRequest request, StreamObserver<ListEntriesResponse> out) {
        NodeToken caller = Caller.current();
        answer(out, () -> entries(request, caller));
    }

    @Override
    public void submitReports(SubmitReportsRequest request, StreamObserver<SubmitReportsResponse> out) {
        NodeToken caller = Caller.current();
        answer(out, () -> reports(request, caller));
    }

    private SubmitReportsResponse reports(SubmitReportsRequest request, NodeToken caller) {
        if (request.getReportsCount() > SubmitReports.MAX_REPORTS) {
            throw GrpcStatuses.invalid("at most " + SubmitReports.MAX_REPORTS + " reports at a time");
        }
        Ed25519PublicKey key = ReportRules.keyOf(
                        caller.nodeId(), request.getPublicKey().toByteArray())
                .orElseThrow(() -> GrpcStatuses.invalid("public_key is not the caller's"));
        return ReportMessages.answer(request, envelopes -> submitReports.submit(key, caller.account(), envelopes));
    }

    private GetAckResponse ack(GetAckRequest request, NodeToken caller) {
        if (request.getBatchId().size() != DocumentId.WIDTH) {
            throw GrpcStatuses.invalid("batch_id is 32 bytes");
        }
        DocumentId batchId = new DocumentId(request.getBatchId().toByteArray());
        StoredAck ack = acks.find(Set.of(batchId)).get(batchId);
        if (ack == null) {
            throw Status.NOT_FOUND.withDescription("unknown or not decided yet").asRuntimeException();
        }
        if (!ack.uploader().equals(caller.nodeId())) {
            throw Status.PERMISSION_DENIED
                    .withDescription("the batch of another node")
                    .asRuntimeException();
        }
        return GetAckResponse.newBuilder()
                .setAck(Envelopes.toMessage(ack.envelope()))
                .build();
    }

    private GetBalanceResponse balance(NodeToken caller) {
        Balance balance = accounts.balance(caller.account(), caller.nodeId());
        return GetBalanceResponse.newBuilder()
                .setAccount(new LedgerAccount.Owner(caller.account()).text())
                .setPostedMicroCredits(balance.postedMicroCredits())
                .setPendingMicroCredits(balance.pendingMicroCredits())
                .setHeldMicroCredits(balance.heldMicroCredits())
                .setGivenBytes(balance.givenBytes())
                .setEarnedMicroCredits(balance.earnedMicroCredits())
                .build();
    }

    private ListEntriesResponse entries(ListEntriesRequest request, NodeToken caller) {
        int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
        if (size < 1 || size > MAX_PAGE) {
            throw GrpcStatuses.invalid("page_size is 1 to " + MAX_PAGE);
        }
        EntryPosition after = EntryPosition.parse(request.getPageToken())
                .orElseThrow(() -> GrpcStatuses.invalid("page_token is not one of this ledger"));
        List<OwnedEntry> found = accounts.entries(caller.account(), after, size + 1);
        List<OwnedEntry> page = found.subList(0, Math.min(size, found.size()));
        ListEntriesResponse.Builder response = ListEntriesResponse.newBuilder();
        page.forEach(entry -> response.addEntries(EntryMessages.message(entry, caller.account())));
        if (found.size() > size) {
            response.setNextPageToken(page.getLast().position().token());
        }
        return response.build();
    }

    private <T> void answer(StreamObserver<T> out, Supplier<T> answer) {
        ((ServerCallStreamObserver<T>) out).setOnCancelHandler(() -> {}); // an answer that nobody waits for is dropped
        workers.execute(() -> answerNow(out, answer));
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

    /** Leaves open streams without further answers. */
    void stop() {
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
