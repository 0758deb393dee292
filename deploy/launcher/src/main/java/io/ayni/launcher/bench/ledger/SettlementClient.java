package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.token.NodeTokenMint;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.ledger.v1.LedgerGrpc;
import io.ayni.ledger.v1.SubmitSettlementRequest;
import io.ayni.ledger.v1.SubmitSettlementResponse;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Hands batches in over gRPC, each uploader on a stream of its own. Used by one thread; answers come on others. */
final class SettlementClient implements AutoCloseable {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagedChannel channel;
    private final NodeTokenMint tokens;
    private final Map<NodeId, StreamObserver<SubmitSettlementRequest>> streams = new HashMap<>();
    private final AtomicReference<String> failure = new AtomicReference<>();
    private volatile Consumer<DocumentId> onAccepted = batch -> {};

    /**
     * @param address HOST:PORT of the ledger
     * @param tokens makes the nodes' tokens
     */
    SettlementClient(String address, NodeTokenMint tokens) {
        this.channel = ManagedChannelBuilder.forTarget(address).usePlaintext().build();
        this.tokens = tokens;
    }

    /** From now on, this is told of each batch that the ledger has accepted. */
    void onAccepted(Consumer<DocumentId> receiver) {
        onAccepted = receiver;
    }

    /** @throws IllegalStateException when the ledger refused a batch, or a stream has ended */
    void requireTaken() {
        if (failure.get() != null) {
            throw new IllegalStateException("The ledger did not take a batch: " + failure.get());
        }
    }

    /** Hands one in; whether it was taken is for {@link #requireTaken} to say later. */
    void handIn(SignedBatch batch) {
        streams.computeIfAbsent(batch.uploader().id(), id -> open(batch.uploader()))
                .onNext(SubmitSettlementRequest.newBuilder()
                        .setBatch(Envelopes.toMessage(batch.envelope()))
                        .build());
    }

    private StreamObserver<SubmitSettlementRequest> open(Uploader uploader) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + uploader.token(tokens, System.currentTimeMillis()));
        return LedgerGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .submitSettlement(new Answers());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private final class Answers implements StreamObserver<SubmitSettlementResponse> {
        @Override
        public void onNext(SubmitSettlementResponse response) {
            if (response.hasAccepted()) {
                onAccepted.accept(
                        new DocumentId(response.getAccepted().getBatchId().toByteArray()));
            } else if (response.hasRefused()) {
                failure.set(response.getRefused().getReason().name());
            }
        }

        @Override
        public void onError(Throwable cause) {
            failure.compareAndSet(null, String.valueOf(cause.getMessage()));
        }

        @Override
        public void onCompleted() {
            failure.compareAndSet(null, "the stream was ended");
        }
    }
}
