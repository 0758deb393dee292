package io.ayni.tracker.swarm.grpc;

import com.google.protobuf.ByteString;
import io.ayni.tracker.engine.SessionLine;
import io.ayni.tracker.swarm.Effect;
import io.ayni.tracker.swarm.Handout;
import io.ayni.tracker.swarm.SessionEnd;
import io.ayni.tracker.transport.grpc.Statuses;
import io.ayni.tracker.v1.DialBackRequest;
import io.ayni.tracker.v1.Drain;
import io.ayni.tracker.v1.SessionResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The writing end of a session. Calls come from any thread; all writing is done on the stream's own. What the node does
 * not read waits here, at most {@value #MAX_UNREAD} messages; one more ends the session with RESOURCE_EXHAUSTED.
 */
final class GrpcSessionLine implements SessionLine {
    /** Most messages that wait to be read. */
    static final int MAX_UNREAD = 256;

    private static final int DRAIN_MIN_MS = 500;
    private static final int DRAIN_MAX_MS = 3_000;

    private final ServerCallStreamObserver<SessionResponse> responses;
    private final Executor home;
    private final HandoutWriter handouts;
    private final Runnable closed;
    private final AtomicInteger onTheWay = new AtomicInteger();
    private final AtomicBoolean exhausted = new AtomicBoolean();
    private final Deque<SessionResponse> waiting = new ArrayDeque<>();
    private boolean over;

    GrpcSessionLine(
            ServerCallStreamObserver<SessionResponse> responses,
            Executor home,
            HandoutWriter handouts,
            Runnable closed) {
        this.responses = responses;
        this.home = home;
        this.handouts = handouts;
        this.closed = closed;
        responses.setOnReadyHandler(this::writeWhatIsWaiting);
        responses.setOnCancelHandler(this::lost);
    }

    @Override
    public void push(Handout handout) {
        onStream(() -> sendHandout(handout));
    }

    /** Signs and sends a handout; on the stream's thread. */
    void sendHandout(Handout handout) {
        send(SessionResponse.newBuilder().setHandout(handouts.write(handout)).build());
    }

    @Override
    public void askDialBack(Effect.AskDialBack request) {
        onStream(() -> send(SessionResponse.newBuilder()
                .setDialBack(DialBackRequest.newBuilder()
                        .setContentId(ByteString.copyFrom(request.contentId().bytes()))
                        .setAddress(request.downloader().toString())
                        .setGrantId(ByteString.copyFrom(request.grantId().bytes())))
                .build()));
    }

    /** Hands a push over to the stream's thread, if not too many are on their way already. */
    private void onStream(Runnable push) {
        if (onTheWay.incrementAndGet() > MAX_UNREAD) {
            onTheWay.decrementAndGet();
            if (exhausted.compareAndSet(false, true)) {
                home.execute(this::exhaust);
            }
            return;
        }
        home.execute(() -> {
            onTheWay.decrementAndGet();
            push.run();
        });
    }

    @Override
    public void end(SessionEnd reason) {
        home.execute(() -> fail(Statuses.of(reason)));
    }

    @Override
    public void drain() {
        int afterMs = ThreadLocalRandom.current().nextInt(DRAIN_MIN_MS, DRAIN_MAX_MS);
        home.execute(() -> {
            send(SessionResponse.newBuilder()
                    .setDrain(Drain.newBuilder().setReconnectAfterMs(afterMs))
                    .build());
            complete();
        });
    }

    /** Sends a message; on the stream's thread. */
    void send(SessionResponse message) {
        if (over) {
            return;
        }
        if (waiting.size() >= MAX_UNREAD) {
            exhaust();
            return;
        }
        waiting.addLast(message);
        writeWhatIsWaiting();
    }

    private void exhaust() {
        fail(Status.RESOURCE_EXHAUSTED
                .withDescription("the node does not read what it is sent")
                .asRuntimeException());
    }

    private void writeWhatIsWaiting() {
        while (!over && !waiting.isEmpty() && responses.isReady()) {
            responses.onNext(waiting.removeFirst());
        }
    }

    /** Ends the session with a status; on the stream's thread. Repeating it does nothing. */
    void fail(StatusRuntimeException status) {
        if (finish()) {
            responses.onError(status);
        }
    }

    /** Ends the session in order; on the stream's thread. Repeating it does nothing. */
    void complete() {
        if (finish()) {
            responses.onCompleted();
        }
    }

    /** The stream is gone; on its thread. */
    void lost() {
        finish();
    }

    private boolean finish() {
        boolean first = !over;
        over = true;
        waiting.clear();
        closed.run();
        return first;
    }

    boolean isOver() {
        return over;
    }
}
