package io.ayni.agent.swarm.grpc;

import io.ayni.agent.swarm.engine.PeerPort;
import io.ayni.agent.swarm.engine.PortListener;
import io.ayni.peer.v1.Frame;
import io.ayni.peer.v1.PeerExchangeGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The dialled side of {@code Connect}. However a call ends, by a word of either side or by a failure inside gRPC, its place
 * is given back and its port is told.
 */
final class PeerExchangeService implements ServerInterceptor {
    private static final Context.Key<SocketAddress> REMOTE = Context.key("remote-address");

    private final Function<PeerPort, PortListener> acceptor;
    private final Reaper reaper;
    private final Connections connections;
    private final StreamLimits limits = new StreamLimits();

    PeerExchangeService(Function<PeerPort, PortListener> acceptor, Reaper reaper, Connections connections) {
        this.acceptor = acceptor;
        this.reaper = reaper;
        this.connections = connections;
    }

    /** What the server serves. */
    ServerServiceDefinition definition() {
        MethodDescriptor<Frame, Frame> wire = PeerExchangeGrpc.getConnectMethod();
        MethodDescriptor<Frame, Frame> connect = wire.toBuilder(
                        new TolerantMarshaller(wire.getRequestMarshaller()), wire.getResponseMarshaller())
                .build();
        ServerServiceDefinition service = ServerServiceDefinition.builder(PeerExchangeGrpc.SERVICE_NAME)
                .addMethod(connect, ServerCalls.asyncBidiStreamingCall(this::connect))
                .build();
        return ServerInterceptors.intercept(service, this);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        return Contexts.interceptCall(Context.current().withValue(REMOTE, remote), call, headers, next);
    }

    private StreamObserver<Frame> connect(StreamObserver<Frame> responses) {
        ServerCallStreamObserver<Frame> out = (ServerCallStreamObserver<Frame>) responses;
        SocketAddress remote = REMOTE.get();
        InetAddress address =
                remote instanceof InetSocketAddress inet ? inet.getAddress() : InetAddress.getLoopbackAddress();
        if (!limits.enter(address)) {
            out.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription("too many streams")
                    .asRuntimeException());
            return new Ignored();
        }
        AtomicBoolean left = new AtomicBoolean();
        GrpcPeerPort port = new GrpcPeerPort(reaper);
        port.bind(
                out,
                new ServerEnding(
                        out,
                        () -> reaper.later(() -> {
                            if (!left.get()) {
                                connections.cut(remote);
                            }
                        })));
        port.listenWith(acceptor.apply(port));
        Runnable ended = () -> {
            if (left.compareAndSet(false, true)) {
                limits.leave(address);
            }
            port.ended();
        };
        out.setOnReadyHandler(port::flush);
        out.setOnCancelHandler(ended);
        out.setOnCloseHandler(ended);
        out.disableAutoRequest();
        out.request(GrpcPeerPort.FRAMES_IN_FLIGHT);
        return port;
    }

    /**
     * Bytes that are no message come in as an empty frame, which is a violation like any other: gRPC itself would end the
     * call with UNKNOWN.
     */
    private record TolerantMarshaller(MethodDescriptor.Marshaller<Frame> strict)
            implements MethodDescriptor.Marshaller<Frame> {
        @Override
        public InputStream stream(Frame frame) {
            return strict.stream(frame);
        }

        @Override
        public Frame parse(InputStream bytes) {
            try {
                return strict.parse(bytes);
            } catch (StatusRuntimeException e) {
                return Frame.getDefaultInstance();
            }
        }
    }

    /**
     * Ends a call from the side that was dialled. The last word waits behind data that the peer does not read, so a peer
     * that does not let the call end loses its connection.
     *
     * @param enforce makes sure, a moment later, that the call is over
     */
    private record ServerEnding(ServerCallStreamObserver<Frame> out, Runnable enforce) implements GrpcPeerPort.Ending {
        @Override
        public void violated(String detail) {
            end(Status.INVALID_ARGUMENT.withDescription(detail));
        }

        @Override
        public void cutOff(String detail) {
            end(Status.ABORTED.withDescription(detail));
        }

        private void end(Status status) {
            out.onError(status.asRuntimeException());
            enforce.run();
        }

        /** A server that ends its half ends the call, so it waits for the other half. */
        @Override
        public void halfClose() {}

        @Override
        public void finish() {
            out.onCompleted();
            enforce.run();
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
