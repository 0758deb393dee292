package io.ayni.gateway.announce.grpc;

import io.ayni.gateway.announce.EdgeTracker;
import io.ayni.tracker.v1.AnnounceEdgeRequest;
import io.ayni.tracker.v1.AnnounceEdgeResponse;
import io.ayni.tracker.v1.TrackerGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
        ManagedChannel channel = bounded(NettyChannelBuilder.forAddress(host, port))
                .usePlaintext()
                .build();
        return new GrpcEdgeTracker(channel, edgeToken, publicUrl);
    }

    /**
     * The tracker over TLS.
     *
     * @param authorities file of certificates in PEM that the tracker's is checked against; none: those of this machine
     * @throws IllegalArgumentException if the file holds no certificates
     */
    public static GrpcEdgeTracker tls(
            String host, int port, Optional<Path> authorities, String edgeToken, String publicUrl) {
        TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
        try {
            if (authorities.isPresent()) {
                credentials.trustManager(authorities.get().toFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ManagedChannel channel = bounded(NettyChannelBuilder.forAddress(host, port, credentials.build()))
                .build();
        return new GrpcEdgeTracker(channel, edgeToken, publicUrl);
    }

    private static NettyChannelBuilder bounded(NettyChannelBuilder builder) {
        return builder.maxInboundMessageSize(MAX_ANSWER_BYTES);
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
