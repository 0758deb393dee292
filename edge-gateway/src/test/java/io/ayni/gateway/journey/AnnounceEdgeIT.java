package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.embedded.process.LoopbackPorts;
import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.ayni.tracker.v1.AnnounceEdgeRequest;
import io.ayni.tracker.v1.AnnounceEdgeResponse;
import io.ayni.tracker.v1.TrackerGrpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the gateway keeps itself on a tracker's list. The tracker is a gRPC server of this test. */
class AnnounceEdgeIT {
    private final int trackerPort = LoopbackPorts.free();
    private final List<String> announced = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final GatewayProcess gateway = new GatewayProcess();
    private Server tracker;

    @AfterEach
    void stop() {
        gateway.close();
        if (tracker != null) {
            tracker.shutdownNow();
        }
    }

    @Test
    void announcesWithItsTokenAndRenews() throws Exception {
        // Given
        startTracker();
        // When
        gateway.set("ayni.gateway.tracker", "127.0.0.1:" + trackerPort).start();
        // Then
        await().until(() -> announced.size() >= 3);
        assertThat(announced).containsOnly(gateway.url());
        assertThat(tokens).containsOnly("Bearer " + GatewayProcess.EDGE_TOKEN);
        assertThat(gateway.log()).doesNotContain(GatewayProcess.EDGE_TOKEN + " ");
    }

    @Test
    void servesWithoutTheTrackerAndFindsItLater() throws Exception {
        // Given no tracker
        gateway.set("ayni.gateway.tracker", "127.0.0.1:" + trackerPort).start();
        Publisher publisher = new Publisher(gateway);
        String id = publisher.publish("a.bin", new byte[] {1});
        assertThat(publisher.get("/content/" + id + "/a.bin").body()).containsExactly(1);
        await().until(() -> gateway.log().contains("The tracker does not take the announce"));
        // When
        startTracker();
        // Then
        await().until(() -> !announced.isEmpty());
        // When it goes away and comes back
        tracker.shutdownNow().awaitTermination();
        announced.clear();
        startTracker();
        // Then
        await().until(() -> !announced.isEmpty());
    }

    private void startTracker() throws IOException {
        tracker = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", trackerPort))
                .addService(new TrackerGrpc.TrackerImplBase() {
                    @Override
                    public void announceEdge(
                            AnnounceEdgeRequest request, StreamObserver<AnnounceEdgeResponse> observer) {
                        announced.add(request.getBaseUrl());
                        observer.onNext(AnnounceEdgeResponse.newBuilder()
                                .setIntervalMs(1_000)
                                .build());
                        observer.onCompleted();
                    }
                })
                .intercept(new TokenRecorder())
                .build()
                .start();
    }

    private final class TokenRecorder implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            tokens.add(headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)));
            return next.startCall(call, headers);
        }
    }
}
