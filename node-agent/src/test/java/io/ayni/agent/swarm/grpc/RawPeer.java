package io.ayni.agent.swarm.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.peer.v1.ByeReason;
import io.ayni.peer.v1.Frame;
import io.ayni.peer.v1.PeerExchangeGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One real call of {@code Connect} by a peer that sends whatever bytes a test wants, in any order. */
final class RawPeer implements AutoCloseable {
    private static final int PATIENCE_S = 10;
    private static final int UNREAD_BYTES = 64 << 10;
    private static final MethodDescriptor<byte[], Frame> CONNECT = MethodDescriptor.<byte[], Frame>newBuilder()
            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
            .setFullMethodName(PeerExchangeGrpc.getConnectMethod().getFullMethodName())
            .setRequestMarshaller(new AnyBytes())
            .setResponseMarshaller(PeerExchangeGrpc.getConnectMethod().getResponseMarshaller())
            .build();

    private final ManagedChannel channel;
    private final ClientCall<byte[], Frame> call;
    private final BlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    private RawPeer(ManagedChannel channel, Metadata headers, int frames) {
        this.channel = channel;
        call = channel.newCall(CONNECT, CallOptions.DEFAULT);
        call.start(new Listener(), headers);
        call.request(frames);
    }

    /** Opens a connection of its own and calls. */
    static RawPeer dial(InetSocketAddress address) {
        return dial(address, new Metadata());
    }

    /** The same with these headers. */
    static RawPeer dial(InetSocketAddress address, Metadata headers) {
        return new RawPeer(connection(address), headers, Integer.MAX_VALUE);
    }

    /** The same, but no more than so many frames are ever read. */
    static RawPeer dialDeaf(InetSocketAddress address, int frames) {
        return new RawPeer(connection(address), new Metadata(), frames);
    }

    /** Calls on a connection that may carry other calls. */
    static RawPeer callOn(ManagedChannel connection) {
        return new RawPeer(connection, new Metadata(), Integer.MAX_VALUE);
    }

    /** A connection that is opened with the first call. */
    static ManagedChannel connection(InetSocketAddress address) {
        return NettyChannelBuilder.forAddress(address)
                .usePlaintext()
                .disableRetry()
                .flowControlWindow(UNREAD_BYTES)
                .build();
    }

    void say(byte[] bytes) {
        call.sendMessage(bytes);
    }

    void say(Frame frame) {
        say(frame.toByteArray());
    }

    void say(PeerMessage message) {
        say(Frames.encode(message));
    }

    /** This side has said its last word. */
    void hangUp() {
        call.halfClose();
    }

    /** The call breaks off. */
    void vanish() {
        call.cancel("gone", null);
    }

    /** The next frame. */
    Frame hear() {
        try {
            Frame next = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(next)
                    .withFailMessage(() -> "no frame came; the call: " + end)
                    .isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next frame, which must be of this kind. */
    Frame hear(Frame.KindCase kind) {
        Frame next = hear();
        assertThat(next.getKindCase()).isEqualTo(kind);
        return next;
    }

    /** Frames that came and were not asked for yet. */
    int unheard() {
        return heard.size();
    }

    /** Whether the connection of the call stands. */
    boolean isConnected() {
        return channel.getState(false) == ConnectivityState.READY;
    }

    /** How the other side ended the call; frames before are left unheard. */
    Status end() {
        try {
            return end.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the call does not end; unheard: " + heard, e);
        }
    }

    /** The reason of the Bye that must come next; this side hangs up then, and the call must end well. */
    ByeReason bye() {
        ByeReason reason = hear(Frame.KindCase.BYE).getBye().getReason();
        hangUp();
        assertThat(end().getCode()).isEqualTo(Status.Code.OK);
        return reason;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private final class Listener extends ClientCall.Listener<Frame> {
        @Override
        public void onMessage(Frame frame) {
            heard.add(frame);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end.complete(status);
        }
    }

    private static final class AnyBytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
