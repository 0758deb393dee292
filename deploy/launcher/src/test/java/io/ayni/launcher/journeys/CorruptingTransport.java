package io.ayni.launcher.journeys;

import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.engine.PeerPort;
import io.ayni.agent.swarm.engine.PeerTransport;
import io.ayni.agent.swarm.engine.PortListener;
import io.ayni.agent.swarm.grpc.GrpcPeerTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The real transport between peers, but one bit of every block that is served is turned over on its way out. */
final class CorruptingTransport implements PeerTransport {
    private final PeerTransport honest = new GrpcPeerTransport();
    private final AtomicLong corruptedBlocks = new AtomicLong();

    /** Blocks that were sent with a wrong bit. */
    long corruptedBlocks() {
        return corruptedBlocks.get();
    }

    @Override
    public InetSocketAddress listen(InetSocketAddress address, Function<PeerPort, PortListener> acceptor)
            throws IOException {
        return honest.listen(address, port -> acceptor.apply(new CorruptingPort(port)));
    }

    @Override
    public PeerPort dial(InetSocketAddress address, PortListener listener) {
        return new CorruptingPort(honest.dial(address, listener));
    }

    @Override
    public void close() {
        honest.close();
    }

    private final class CorruptingPort implements PeerPort {
        private final PeerPort port;

        CorruptingPort(PeerPort port) {
            this.port = port;
        }

        @Override
        public void send(PeerMessage message) {
            port.send(message);
        }

        @Override
        public void sendBlock(PeerMessage.PieceData block, Runnable taken) {
            ByteBuffer data = ByteBuffer.allocate(block.data().remaining());
            data.put(block.data().duplicate()).flip();
            data.put(0, (byte) (data.get(0) ^ 1));
            corruptedBlocks.incrementAndGet();
            port.sendBlock(new PeerMessage.PieceData(block.piece(), block.begin(), data), taken);
        }

        @Override
        public void close(PeerMessage.Bye.Reason reason) {
            port.close(reason);
        }

        @Override
        public void abort(String violation) {
            port.abort(violation);
        }
    }
}
