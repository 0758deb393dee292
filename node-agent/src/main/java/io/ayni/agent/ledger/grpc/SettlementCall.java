package io.ayni.agent.ledger.grpc;

import io.ayni.agent.contribution.SignedBatch;
import io.ayni.agent.ledger.LedgerAwayException;
import io.ayni.agent.ledger.SettlementLedger.Answers;
import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.ledger.v1.BatchRefusal;
import io.ayni.ledger.v1.LedgerGrpc;
import io.ayni.ledger.v1.Refused;
import io.ayni.ledger.v1.SubmitSettlementRequest;
import io.ayni.ledger.v1.SubmitSettlementResponse;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One settlement stream: hands in a few batches, hears their answers, ends. Answers are taken by the calling thread, one
 * requested at a time, so an eager ledger cannot fill the memory.
 */
final class SettlementCall implements ClientResponseObserver<SubmitSettlementRequest, SubmitSettlementResponse> {
    private sealed interface Heard {
        record Message(SubmitSettlementResponse response) implements Heard {}

        record End(Status status) implements Heard {}
    }

    private final LedgerGrpc.LedgerStub stub;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Set<DocumentId> waiting = new HashSet<>();
    private ClientCallStreamObserver<SubmitSettlementRequest> requests;

    SettlementCall(LedgerGrpc.LedgerStub stub) {
        this.stub = stub;
    }

    void handIn(List<SignedBatch> batches, Duration limit, Answers answers)
            throws LedgerAwayException, IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        stub.submitSettlement(this);
        try {
            requests.request(1);
            for (SignedBatch batch : batches) {
                waiting.add(batch.id());
                requests.onNext(SubmitSettlementRequest.newBuilder()
                        .setBatch(Envelopes.toMessage(batch.envelope()))
                        .build());
            }
            hear(deadline, answers);
        } finally {
            requests.cancel("the exchange is over", null);
        }
    }

    private void hear(long deadline, Answers answers) throws LedgerAwayException, IOException, InterruptedException {
        while (!waiting.isEmpty()) {
            Heard next = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            switch (next) {
                case null -> {
                    return;
                }
                case Heard.End end -> {
                    throw GrpcLedger.away(end.status());
                }
                case Heard.Message message -> {
                    take(message.response(), answers);
                    requests.request(1);
                }
            }
        }
    }

    private void take(SubmitSettlementResponse response, Answers answers) throws IOException {
        switch (response.getKindCase()) {
            case ACK -> {
                Optional<Envelope> ack = Envelopes.fromMessage(response.getAck());
                if (ack.isPresent() && answers.onAck(ack.get())) {
                    waiting.remove(batchOf(ack.get()));
                }
            }
            case REFUSED -> refused(response.getRefused(), answers);
            case ACCEPTED, KIND_NOT_SET -> {
                // durable at the ledger, or a kind of a later version: the ack is still to come
            }
        }
    }

    private void refused(Refused refused, Answers answers) throws IOException {
        if (refused.getBatchId().size() != DocumentId.WIDTH) {
            return;
        }
        DocumentId batchId = new DocumentId(refused.getBatchId().toByteArray());
        boolean isOurs = waiting.remove(batchId);
        if (isOurs && refused.getReason() != BatchRefusal.BATCH_REFUSAL_TOO_MANY_UNDECIDED) {
            answers.onRefused(batchId, refused.getReason().name());
        }
    }

    private static DocumentId batchOf(Envelope ack) throws IOException {
        try {
            return Ack.decode(ack.body()).batchId();
        } catch (MalformedDocumentException e) {
            throw new IOException("an ack was believed that is none", e);
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<SubmitSettlementRequest> stream) {
        requests = stream;
        stream.disableAutoRequestWithInitial(0);
    }

    @Override
    public void onNext(SubmitSettlementResponse response) {
        heard.add(new Heard.Message(response));
    }

    @Override
    public void onError(Throwable failure) {
        heard.add(new Heard.End(Status.fromThrowable(failure)));
    }

    @Override
    public void onCompleted() {
        heard.add(new Heard.End(Status.UNAVAILABLE.withDescription("the ledger ended the stream")));
    }
}
