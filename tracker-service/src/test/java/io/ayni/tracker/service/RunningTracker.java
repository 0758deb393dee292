package io.ayni.tracker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import io.ayni.contracts.content.ContentId;
import io.ayni.tracker.v1.AnnounceEvent;
import io.ayni.tracker.v1.AnnounceRequest;
import io.ayni.tracker.v1.CheckReachabilityRequest;
import io.ayni.tracker.v1.Reachability;
import io.ayni.tracker.v1.ScrapeRequest;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A tracker with a real Kafka, and the means to talk to it as nodes and gateways do. */
@WithTestResource(TrackerResource.class)
abstract class RunningTracker {
    static final long SIZE = 1_000_000;

    @TestHTTPResource
    URI root;

    ManagedChannel channel;

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress("127.0.0.1", root.getPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }

    /** Publishes an item and waits until the tracker knows it. */
    ContentId knownItem() {
        ContentId item = PublishedItems.publish(SIZE);
        TestNode observer = new TestNode(channel).register();
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            observer.tracker().scrape(scrape(item));
            return true;
        });
        return item;
    }

    /** A registered node whose listen address the tracker has proved. */
    TestNode reachableNode(FakePeer peer) {
        TestNode node = new TestNode(channel).listeningOn(peer.address()).register();
        awaitReachability(node, Reachability.REACHABILITY_REACHABLE);
        return node;
    }

    static void awaitReachability(TestNode node, Reachability expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> node.registrations()
                                .checkReachability(CheckReachabilityRequest.getDefaultInstance())
                                .getReachability(),
                        expected::equals);
    }

    static ScrapeRequest scrape(ContentId item) {
        return ScrapeRequest.newBuilder()
                .setContentId(ByteString.copyFrom(item.bytes()))
                .build();
    }

    static AnnounceRequest.Builder seeding(ContentId item) {
        return AnnounceRequest.newBuilder()
                .setContentId(ByteString.copyFrom(item.bytes()))
                .setEvent(AnnounceEvent.ANNOUNCE_EVENT_STARTED)
                .setHaveBytes(SIZE);
    }

    static AnnounceRequest.Builder leeching(ContentId item, int keys) {
        return AnnounceRequest.newBuilder()
                .setContentId(ByteString.copyFrom(item.bytes()))
                .setEvent(AnnounceEvent.ANNOUNCE_EVENT_STARTED)
                .setMissingBytes(SIZE)
                .addAllSessionKeys(TestNode.sessionKeys(keys));
    }

    static Status.Code codeOf(ThrowingCallable call) {
        return statusOf(call).getCode();
    }

    static Status statusOf(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(StatusRuntimeException.class);
        return ((StatusRuntimeException) thrown).getStatus();
    }

    /** Calls a unary rpc with bytes that need not be a message. */
    static Status statusOfRaw(TestNode node, MethodDescriptor<?, ?> method, byte[] request) {
        MethodDescriptor<byte[], byte[]> raw = MethodDescriptor.newBuilder(Bytes.INSTANCE, Bytes.INSTANCE)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(method.getFullMethodName())
                .build();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
        return statusOf(() -> ClientCalls.blockingUnaryCall(
                ClientInterceptors.intercept(node.channel(), TestNode.bearer(node.token())), raw, options, request));
    }

    private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
        INSTANCE;

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return new byte[0];
        }
    }
}
