package io.ayni.agent.content.grpc;

import com.google.protobuf.ByteString;
import io.ayni.agent.content.Catalog;
import io.ayni.agent.content.CatalogAwayException;
import io.ayni.agent.grpc.CallFailure;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.edge.v1.CatalogGrpc;
import io.ayni.edge.v1.GetManifestRequest;
import io.ayni.edge.v1.GetManifestResponse;
import io.ayni.edge.v1.ResolveRequest;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The catalogue over gRPC. Safe for all threads; a call takes at most 15 seconds. */
public final class GrpcCatalog implements Catalog {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private final Channel channel;

    /** @param channel to a gateway; stays the caller's to close */
    public GrpcCatalog(Channel channel) {
        this.channel = channel;
    }

    @Override
    public Optional<ContentId> resolve(String name) throws CatalogAwayException {
        return ask(stub ->
                        stub.resolve(ResolveRequest.newBuilder().setName(name).build()))
                .map(response -> response.getItem().getContentId())
                .filter(id -> id.size() == ContentId.WIDTH)
                .map(id -> new ContentId(id.toByteArray()));
    }

    @Override
    public Optional<Offer> manifest(ContentId contentId) throws CatalogAwayException {
        Optional<GetManifestResponse> response = ask(stub -> stub.getManifest(GetManifestRequest.newBuilder()
                .setContentId(ByteString.copyFrom(contentId.bytes()))
                .build()));
        return response.flatMap(found -> Envelopes.fromMessage(found.getPublication())
                .map(publication -> new Offer(found.getMetainfo().toByteArray(), publication)));
    }

    private <T> Optional<T> ask(Function<CatalogGrpc.CatalogBlockingStub, T> question) throws CatalogAwayException {
        try {
            return Optional.of(question.apply(CatalogGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(LIMIT)
                    .withMaxInboundMessageSize(MAX_MESSAGE_BYTES)));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND
                    || e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
                return Optional.empty();
            }
            throw new CatalogAwayException(
                    "the gateway's catalogue cannot be asked: " + CallFailure.words(e.getStatus(), channel));
        }
    }
}
