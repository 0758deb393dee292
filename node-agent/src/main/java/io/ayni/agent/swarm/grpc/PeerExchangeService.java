package io.ayni.agent.swarm.grpc;

import io.ayni.agent.swarm.engine.PeerPort;
import io.ayni.agent.swarm.engine.PortListener;
import io.ayni.peer.v1.Frame;
import io.ayni.peer.v1.PeerExchangeGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The dialled side of {@code Connect}. */
final class PeerExchangeService extends PeerExchangeGrpc.PeerExchangeImplBase implements ServerInterceptor {
    private static final Context.Key<InetAddress> REMOTE = Context.key("remote-address");

    private final Function<PeerPort, PortListener> acceptor;
    private final Reaper reaper;
    private final StreamLimits limits = new StreamLimits();

    PeerExchangeService(Function<PeerPort, PortListener> acceptor, Reaper reaper) {
        this.acceptor = acceptor;
        this.reaper = reaper;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        InetAddress address =
                remote instanceof InetSocketAddress inet ? inet.getAddress() : InetAddress.getLoopbackAddress();
        return Contexts.interceptCall(Context.current().withValue(REMOTE, address), call, headers, next);
    }

    @Override
    public StreamObserver<Frame> connect(StreamObserver<Frame> responses) {
        ServerCallStreamObserver<Frame> out = (ServerCallStreamObserver<Frame>) responses;
        InetAddress address = REMOTE.get();
        if (!limits.enter(address)) {
            out.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription("too many streams")
                    .asRuntimeException());
            return new Ignored();
        }
        AtomicBoolean left = new AtomicBoolean();
        Runnable leave = () -> {
            if (left.compareAndSet(false, true)) {
                limits.leave(address);
            }
        };
        GrpcPeerPort port = new GrpcPeerPort(reaper);
        port.bind(out, new ServerEnding(out));
        port.listenWith(acceptor.apply(port));
        out.setOnReadyHandler(port::flush);
        out.setOnCancelHandler(() -> {
            leave.run();
            port.ended();
        });
        out.setOnCloseHandler(leave);
        out.disableAutoRequest();
        out.request(GrpcPeerPort.FRAMES_IN_FLIGHT);
        return port;
    }

    private record ServerEnding(ServerCallStreamObserver<Frame> out) implements GrpcPeerPort.Ending {
        @Override
        public void violated(String detail) {
            out.onError(Status.INVALID_ARGUMENT.withDescription(detail).asRuntimeException());
        }

        @Override
        public void cutOff(String detail) {
            out.onError(Status.ABORTED.withDescription(detail).asRuntimeException());
        }

        /** A server that ends its half ends the call, so it waits for the other half. */
        @Override
        public void halfClose() {}

        @Override
        public void finish() {
            out.onCompleted();
        }
    }

    private static final class Ignored implements StreamObserver<Frame> {
        @Override
        public void onNext(Frame frame) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
