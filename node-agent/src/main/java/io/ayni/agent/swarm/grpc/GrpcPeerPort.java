package io.ayni.agent.swarm.grpc;

import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.engine.PeerPort;
import io.ayni.agent.swarm.engine.PortListener;
import io.ayni.peer.v1.Frame;
import io.grpc.stub.CallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * One call of {@code Connect}, the same for the side that dialled and the side that was dialled. Outgoing frames wait here
 * while the transport is not ready: at most {@value #MAX_WAITING} small ones, beyond which the peer is cut off, and the
 * few blocks that the core orders at a time. At most {@value #FRAMES_IN_FLIGHT} incoming frames are under way.
 */
final class GrpcPeerPort implements PeerPort, StreamObserver<Frame> {
    static final int MAX_WAITING = 4096;
    static final int FRAMES_IN_FLIGHT = 8;

    /** Ends the call in the way of its side. */
    interface Ending {
        /** The peer broke the protocol: INVALID_ARGUMENT. */
        void violated(String detail);

        /** The peer cannot go on for want of something of its own: ABORTED. */
        void cutOff(String detail);

        /** This side has said its last word; the other may still answer. */
        void halfClose();

        /** The time to answer is over; nothing happens when the call has ended. */
        void finish();
    }

    private record Waiting(PeerMessage message, Optional<Runnable> taken) {}

    private final Object lock = new Object();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Reaper reaper;
    private CallStreamObserver<Frame> out;
    private Ending ending;
    private PortListener listener;
    /** Nothing is sent any more. */
    private boolean closed;
    /** The call is over, as far as this side knows. */
    private boolean finished;

    GrpcPeerPort(Reaper reaper) {
        this.reaper = reaper;
    }

    /** Binds the call; before any frame comes or goes. */
    void bind(CallStreamObserver<Frame> outgoing, Ending callEnding) {
        synchronized (lock) {
            out = outgoing;
            ending = callEnding;
        }
    }

    void listenWith(PortListener portListener) {
        listener = portListener;
    }

    @Override
    public void send(PeerMessage message) {
        enqueue(new Waiting(message, Optional.empty()));
    }

    @Override
    public void sendBlock(PeerMessage.PieceData block, Runnable taken) {
        enqueue(new Waiting(block, Optional.of(taken)));
    }

    private void enqueue(Waiting next) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            waiting.add(next);
            if (waiting.size() > MAX_WAITING) {
                closed = true;
                finished = true;
                waiting.clear();
                ending.cutOff("the peer does not read");
                listener.onClosed();
                return;
            }
            flush();
        }
    }

    /** Sends what waits as long as the transport takes it. */
    void flush() {
        synchronized (lock) {
            while (!closed && out != null && out.isReady() && !waiting.isEmpty()) {
                Waiting next = waiting.remove();
                out.onNext(Frames.encode(next.message()));
                next.taken().ifPresent(Runnable::run);
            }
        }
    }

    @Override
    public void close(PeerMessage.Bye.Reason reason) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.removeIf(next -> next.taken().isPresent());
            waiting.forEach(next -> out.onNext(Frames.encode(next.message())));
            waiting.clear();
            out.onNext(Frames.encode(new PeerMessage.Bye(reason)));
            ending.halfClose();
        }
        reaper.later(this::finish);
    }

    private void finish() {
        synchronized (lock) {
            if (!finished) {
                finished = true;
                ending.finish();
            }
        }
    }

    @Override
    public void abort(String violation) {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                finished = true;
                waiting.clear();
                ending.violated(violation);
            }
        }
    }

    @Override
    public void onNext(Frame frame) {
        try {
            listener.onMessage(Frames.decode(frame), this::admitNext);
        } catch (FrameViolation e) {
            abort(e.getMessage());
            listener.onClosed();
        }
    }

    private void admitNext() {
        synchronized (lock) {
            out.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended();
    }

    /** The peer is done: so is this side. */
    @Override
    public void onCompleted() {
        synchronized (lock) {
            closed = true;
            waiting.clear();
        }
        finish();
        listener.onClosed();
    }

    /** The call is over in any way. */
    void ended() {
        synchronized (lock) {
            closed = true;
            finished = true;
            waiting.clear();
        }
        listener.onClosed();
    }
}
