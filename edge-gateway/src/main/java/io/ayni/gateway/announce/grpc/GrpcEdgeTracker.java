package io.ayni.gateway.announce.grpc;

import io.ayni.gateway.announce.EdgeTracker;
import io.ayni.tracker.v1.AnnounceEdgeRequest;
import io.ayni.tracker.v1.AnnounceEdgeResponse;
import io.ayni.tracker.v1.TrackerGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The tracker over gRPC, with the operator's edge token. One connection, made again by itself when it breaks. */
public final class GrpcEdgeTracker implements EdgeTracker, AutoCloseable {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final long DEADLINE_SECONDS = 5;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final ManagedChannel channel;
    private final TrackerGrpc.TrackerBlockingStub tracker;
    private final String publicUrl;

    private GrpcEdgeTracker(ManagedChannel channel, String edgeToken, String publicUrl) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + edgeToken);
        this.channel = channel;
        this.tracker = TrackerGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
        this.publicUrl = publicUrl;
    }

    /** The tracker over a connection without TLS. */
    public static GrpcEdgeTracker plaintext(String host, int port, String edgeToken, String publicUrl) {
        return new GrpcEdgeTracker(builder(host, port).usePlaintext().build(), edgeToken, publicUrl);
    }

    /** The tracker over TLS; its certificate is checked against the platform's authorities. */
    public static GrpcEdgeTracker tls(String host, int port, String edgeToken, String publicUrl) {
        return new GrpcEdgeTracker(builder(host, port).useTransportSecurity().build(), edgeToken, publicUrl);
    }

    private static NettyChannelBuilder builder(String host, int port) {
        return NettyChannelBuilder.forAddress(host, port).maxInboundMessageSize(MAX_ANSWER_BYTES);
    }

    @Override
    public Duration announce() throws UnreachableTrackerException {
        AnnounceEdgeRequest request =
                AnnounceEdgeRequest.newBuilder().setBaseUrl(publicUrl).build();
        try {
            AnnounceEdgeResponse response = tracker.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .announceEdge(request);
            return Duration.ofMillis(Integer.toUnsignedLong(response.getIntervalMs()));
        } catch (StatusRuntimeException e) {
            channel.resetConnectBackoff(); // the caller's back-off decides when to dial again
            throw new UnreachableTrackerException(e.getStatus().getCode().toString());
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
