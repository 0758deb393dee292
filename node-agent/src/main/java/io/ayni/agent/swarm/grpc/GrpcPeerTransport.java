package io.ayni.agent.swarm.grpc;

import io.ayni.agent.swarm.engine.PeerPort;
import io.ayni.agent.swarm.engine.PeerTransport;
import io.ayni.agent.swarm.engine.PortListener;
import io.ayni.peer.v1.Frame;
import io.ayni.peer.v1.PeerExchangeGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Peer streams over plain-text HTTP/2. Two threads carry all sockets; frames are decoded on them and handed on, nothing
 * waits there.
 *
 * <p>Bounds on what a peer may do: connections and streams as in {@link Connections} and {@link StreamLimits}; frames of
 * at most 1 MiB, a longer one resets the call; headers of at most 8 KiB; 1 MiB of a connection on its way to be read;
 * {@value #STREAMS_PER_CONNECTION} calls at once and {@value #RESETS_PER_WINDOW} resets in 30 s on a connection, one more
 * reset ends it; 10 s to begin with HTTP/2, and 30 s without a call.
 */
public final class GrpcPeerTransport implements PeerTransport {
    private static final int MAX_FRAME_BYTES = 1 << 20;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int THREADS = 2;
    private static final int UNREAD_BYTES = 1 << 20;
    private static final int STREAMS_PER_CONNECTION = 2;
    private static final int RESETS_PER_WINDOW = 100;
    private static final int RESET_WINDOW_S = 30;
    private static final long HANDSHAKE_S = 10;
    private static final long IDLE_CONNECTION_S = 30;
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final long KEEP_ALIVE_S = 30;
    private static final long STOP_WAIT_MS = 1_000;

    private final EventLoopGroup group =
            new NioEventLoopGroup(THREADS, new DefaultThreadFactory("ayni-swarm-net", true));
    private final Reaper reaper = new Reaper(group);
    private final Set<ManagedChannel> channels = ConcurrentHashMap.newKeySet();
    private Server server;

    /** @throws BindException when the address is taken or is not one of this machine */
    @Override
    public InetSocketAddress listen(InetSocketAddress address, Function<PeerPort, PortListener> acceptor)
            throws IOException {
        Connections connections = new Connections();
        PeerExchangeService service = new PeerExchangeService(acceptor, reaper, connections);
        server = NettyServerBuilder.forAddress(address)
                .channelFactory(connections::listener)
                .bossEventLoopGroup(group)
                .workerEventLoopGroup(group)
                .directExecutor()
                .maxInboundMessageSize(MAX_FRAME_BYTES)
                .maxInboundMetadataSize(MAX_HEADER_BYTES)
                .flowControlWindow(UNREAD_BYTES)
                .maxConcurrentCallsPerConnection(STREAMS_PER_CONNECTION)
                .maxRstFramesPerWindow(RESETS_PER_WINDOW, RESET_WINDOW_S)
                .handshakeTimeout(HANDSHAKE_S, TimeUnit.SECONDS)
                .maxConnectionIdle(IDLE_CONNECTION_S, TimeUnit.SECONDS)
                .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
                .permitKeepAliveTime(KEEP_ALIVE_S / 2, TimeUnit.SECONDS)
                .addService(service.definition())
                .build();
        start();
        return (InetSocketAddress) server.getListenSockets().getFirst();
    }

    private void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw e.getCause() instanceof BindException bind ? bind : e;
        }
    }

    @Override
    public PeerPort dial(InetSocketAddress address, PortListener listener) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(address)
                .channelType(NioSocketChannel.class)
                .eventLoopGroup(group)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .directExecutor()
                .disableRetry()
                .disableServiceConfigLookUp()
                .proxyDetector(target -> null)
                .maxInboundMessageSize(MAX_FRAME_BYTES)
                .maxInboundMetadataSize(MAX_HEADER_BYTES)
                .flowControlWindow(UNREAD_BYTES)
                .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
                .usePlaintext()
                .build();
        channels.add(channel);
        GrpcPeerPort port = new GrpcPeerPort(reaper);
        port.listenWith(listener);
        PeerExchangeGrpc.newStub(channel).connect(new Dialled(port, channel));
        return port;
    }

    private void discard(ManagedChannel channel) {
        channels.remove(channel);
        channel.shutdown();
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.shutdown().awaitTermination(STOP_WAIT_MS, TimeUnit.MILLISECONDS);
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channels.forEach(ManagedChannel::shutdownNow);
        group.shutdownGracefully(0, STOP_WAIT_MS, TimeUnit.MILLISECONDS);
    }

    /** The dialling side of {@code Connect}: its channel ends with the call. */
    private final class Dialled implements ClientResponseObserver<Frame, Frame> {
        private final GrpcPeerPort port;
        private final ManagedChannel channel;

        Dialled(GrpcPeerPort port, ManagedChannel channel) {
            this.port = port;
            this.channel = channel;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<Frame> out) {
            out.disableAutoRequestWithInitial(GrpcPeerPort.FRAMES_IN_FLIGHT);
            out.setOnReadyHandler(port::flush);
            port.bind(out, new ClientEnding(out));
        }

        @Override
        public void onNext(Frame frame) {
            port.onNext(frame);
        }

        @Override
        public void onError(Throwable failure) {
            port.onError(failure);
            discard(channel);
        }

        @Override
        public void onCompleted() {
            port.onCompleted();
            discard(channel);
        }
    }

    private record ClientEnding(ClientCallStreamObserver<Frame> out) implements GrpcPeerPort.Ending {
        @Override
        public void violated(String detail) {
            out.cancel(detail, Status.INVALID_ARGUMENT.withDescription(detail).asRuntimeException());
        }

        @Override
        public void cutOff(String detail) {
            out.cancel(detail, Status.ABORTED.withDescription(detail).asRuntimeException());
        }

        @Override
        public void halfClose() {
            out.onCompleted();
        }

        @Override
        public void finish() {
            out.cancel("the time to answer is over", null);
        }
    }
}
