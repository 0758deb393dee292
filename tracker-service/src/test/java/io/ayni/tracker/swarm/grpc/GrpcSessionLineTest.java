package io.ayni.tracker.swarm.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.SealingKey;
import io.ayni.tracker.grant.GrantIssuer;
import io.ayni.tracker.swarm.Handout;
import io.ayni.tracker.swarm.SessionEnd;
import io.ayni.tracker.swarm.SwarmCounts;
import io.ayni.tracker.v1.SessionResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GrpcSessionLineTest {
    private static final Handout HANDOUT =
            new Handout(new ContentId(new byte[32]), List.of(), List.of(), 1, SwarmCounts.EMPTY, OptionalInt.empty());

    private final FakeStream stream = new FakeStream();
    private final Deque<Runnable> onStreamThread = new ArrayDeque<>();
    private int closed;
    private final GrpcSessionLine line = new GrpcSessionLine(
            stream,
            onStreamThread::add,
            new HandoutWriter(
                    new GrantIssuer(new Ed25519PrivateKey(new byte[32]), new SealingKey(new byte[32]), "default", 1)),
            () -> closed++);

    @Test
    void pushesWaitWhileTheNodeDoesNotReadAndGoOutInOrder() {
        // Given
        stream.ready = false;
        for (int i = 0; i < GrpcSessionLine.MAX_UNREAD; i++) {
            line.push(HANDOUT);
            runAll();
        }
        assertThat(stream.sent).isEmpty();
        // When
        stream.ready = true;
        stream.onReady.run();
        // Then
        assertThat(stream.sent).hasSize(256);
        assertThat(stream.end).isNull();
    }

    @Test
    void oneUnreadPushTooManyEndsTheSession() {
        // Given
        stream.ready = false;
        // When
        for (int i = 0; i <= GrpcSessionLine.MAX_UNREAD; i++) {
            line.push(HANDOUT);
            runAll();
        }
        // Then
        assertThat(stream.end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(closed).isPositive();
        assertThat(line.isOver()).isTrue();
    }

    @Test
    void pushesOnTheirWayToTheStreamAreBoundedToo() {
        // When: the stream's thread is busy and runs nothing meanwhile
        for (int i = 0; i < 10_000; i++) {
            line.push(HANDOUT);
        }
        int queued = onStreamThread.size();
        runAll();
        // Then
        assertThat(queued).isEqualTo(257);
        assertThat(stream.end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void sessionEndsOnce() {
        // When
        line.end(SessionEnd.REPLACED);
        line.end(SessionEnd.TOKEN_EXPIRED);
        line.drain();
        line.push(HANDOUT);
        runAll();
        // Then
        assertThat(stream.end.getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(stream.sent).isEmpty();
    }

    @Test
    void drainTellsWhenToReconnectAndEndsInOrder() {
        // When
        line.drain();
        runAll();
        // Then
        assertThat(stream.sent).hasSize(1);
        assertThat(stream.sent.getFirst().getDrain().getReconnectAfterMs()).isBetween(500, 2_999);
        assertThat(stream.end).isEqualTo(Status.OK);
    }

    private void runAll() {
        while (!onStreamThread.isEmpty()) {
            onStreamThread.removeFirst().run();
        }
    }

    private static final class FakeStream extends ServerCallStreamObserver<SessionResponse> {
        private final List<SessionResponse> sent = new ArrayList<>();
        private boolean ready = true;
        private Runnable onReady;
        private Status end;

        @Override
        public void onNext(SessionResponse response) {
            sent.add(response);
        }

        @Override
        public void onError(Throwable failure) {
            assertThat(end).isNull();
            end = Status.fromThrowable(failure);
        }

        @Override
        public void onCompleted() {
            assertThat(end).isNull();
            end = Status.OK;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {
            onReady = handler;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}
    }
}
