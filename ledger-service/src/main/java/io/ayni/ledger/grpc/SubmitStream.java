package io.ayni.ledger.grpc;

import com.google.protobuf.ByteString;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.token.NodeToken;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.ledger.settlement.BatchRules;
import io.ayni.ledger.settlement.BatchVerdict.BatchFault;
import io.ayni.ledger.settlement.BatchVerdict.Sound;
import io.ayni.ledger.settlement.BatchVerdict.Unsound;
import io.ayni.ledger.v1.Accepted;
import io.ayni.ledger.v1.BatchRefusal;
import io.ayni.ledger.v1.Refused;
import io.ayni.ledger.v1.SubmitSettlementRequest;
import io.ayni.ledger.v1.SubmitSettlementResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One settlement stream. Takes the next message only when the one before was handled and the client reads what it is
 * sent, so neither direction piles up; at most {@value #MAX_UNDECIDED} batches are between acceptance and ack.
 *
 * <pre>
 * open ──half-close──► draining ──last ack──► ended
 *   └─────cancel, token expired, overload, log unreachable────┘
 * </pre>
 *
 * Calls come from several threads; all state is guarded by this object's monitor.
 */
final class SubmitStream implements StreamObserver<SubmitSettlementRequest> {
    /** Batches of a stream that may be undecided. */
    static final int MAX_UNDECIDED = 16;

    private final ServerCallStreamObserver<SubmitSettlementResponse> out;
    private final NodeToken caller;
    private final SubmitContext context;
    private final Map<DocumentId, Consumer<Envelope>> undecided = new HashMap<>();
    private final Future<?> expiry;
    private boolean handling;
    private boolean wantsMore;
    private boolean halfClosed;
    private boolean ended;

    SubmitStream(ServerCallStreamObserver<SubmitSettlementResponse> out, NodeToken caller, SubmitContext context) {
        this.out = out;
        this.caller = caller;
        this.context = context;
        out.disableAutoRequest();
        out.setOnCancelHandler(this::release);
        out.setOnReadyHandler(this::takeNext);
        this.expiry = context.timer()
                .schedule(
                        () -> fail(GrpcStatuses.unauthenticated().asRuntimeException()),
                        caller.expiresAtMs() - context.nowMs().getAsLong(),
                        TimeUnit.MILLISECONDS);
        out.request(1);
    }

    @Override
    public synchronized void onNext(SubmitSettlementRequest request) {
        handling = true;
        context.workers().execute(() -> handle(request));
    }

    @Override
    public synchronized void onCompleted() {
        halfClosed = true;
        context.timer()
                .schedule(
                        () -> fail(Status.DEADLINE_EXCEEDED
                                .withDescription("some batches are not decided yet: ask for their acks later")
                                .asRuntimeException()),
                        context.halfCloseWait().toMillis(),
                        TimeUnit.MILLISECONDS);
        endIfDone();
    }

    @Override
    public void onError(Throwable failure) {
        release(); // the client is gone
    }

    private void handle(SubmitSettlementRequest request) {
        try {
            byte[] body = request.getBatch().getBody().toByteArray();
            Envelope envelope = Envelopes.fromMessage(request.getBatch()).orElse(null);
            if (envelope == null) {
                refuse(new DocumentId(Digests.sha256(body)), BatchRefusal.BATCH_REFUSAL_MALFORMED);
            } else {
                judge(envelope);
            }
            handled();
        } catch (RuntimeException e) {
            fail(GrpcStatuses.of(e));
        }
    }

    private void judge(Envelope envelope) {
        switch (BatchRules.judge(envelope, caller.nodeId())) {
            case Unsound unsound -> refuse(envelope.id(), refusal(unsound.fault()));
            case Sound sound -> append(sound.batchId(), envelope);
        }
    }

    private void append(DocumentId batchId, Envelope envelope) {
        synchronized (this) {
            if (!undecided.containsKey(batchId) && undecided.size() >= MAX_UNDECIDED) {
                refuse(batchId, BatchRefusal.BATCH_REFUSAL_TOO_MANY_UNDECIDED);
                return;
            }
            undecided.computeIfAbsent(batchId, id -> ack -> decided(id, ack));
        }
        CompletionStage<Void> durable =
                context.log().append(caller.nodeId(), envelope, context.nowMs().getAsLong());
        durable.whenComplete((done, failure) -> {
            if (failure == null) {
                accepted(batchId);
            } else {
                fail(GrpcStatuses.ofAppend(failure));
            }
        });
    }

    private synchronized void accepted(DocumentId batchId) {
        Accepted accepted = Accepted.newBuilder().setBatchId(bytes(batchId)).build();
        send(SubmitSettlementResponse.newBuilder().setAccepted(accepted).build());
        Consumer<Envelope> receiver = undecided.get(batchId);
        if (!ended && receiver != null) {
            context.acks().await(batchId, receiver);
        }
    }

    private synchronized void decided(DocumentId batchId, Envelope ack) {
        if (undecided.remove(batchId) != null) {
            send(SubmitSettlementResponse.newBuilder()
                    .setAck(Envelopes.toMessage(ack))
                    .build());
            endIfDone();
        }
    }

    private synchronized void refuse(DocumentId batchId, BatchRefusal reason) {
        Refused refused = Refused.newBuilder()
                .setBatchId(bytes(batchId))
                .setReason(reason)
                .build();
        send(SubmitSettlementResponse.newBuilder().setRefused(refused).build());
    }

    private void send(SubmitSettlementResponse response) {
        if (!ended) {
            out.onNext(response);
        }
    }

    private synchronized void handled() {
        handling = false;
        wantsMore = true;
        endIfDone();
        takeNext();
    }

    private synchronized void takeNext() {
        if (wantsMore && !ended && out.isReady()) {
            wantsMore = false;
            out.request(1);
        }
    }

    private void endIfDone() {
        if (halfClosed && !handling && undecided.isEmpty() && !ended) {
            release();
            out.onCompleted();
        }
    }

    private synchronized void fail(StatusRuntimeException status) {
        if (!ended) {
            release();
            out.onError(status);
        }
    }

    private synchronized void release() {
        if (!ended) {
            ended = true;
            expiry.cancel(false);
            undecided.forEach(context.acks()::forget);
            undecided.clear();
            context.slots().giveBack(caller.nodeId());
        }
    }

    private static BatchRefusal refusal(BatchFault fault) {
        return switch (fault) {
            case MALFORMED -> BatchRefusal.BATCH_REFUSAL_MALFORMED;
            case NOT_THE_UPLOADER -> BatchRefusal.BATCH_REFUSAL_NOT_THE_UPLOADER;
            case BAD_SIGNATURE -> BatchRefusal.BATCH_REFUSAL_BAD_SIGNATURE;
        };
    }

    private static ByteString bytes(DocumentId id) {
        return ByteString.copyFrom(id.bytes());
    }
}
