package io.ayni.agent.tracker.grpc;

import io.ayni.agent.consent.Consent;
import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.tracker.AnnouncementBacklog;
import io.ayni.tracker.v1.RenewToken;
import io.ayni.tracker.v1.SessionRequest;
import io.ayni.tracker.v1.SessionResponse;
import io.ayni.tracker.v1.TrackerGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One session with the tracker, from opening to its end. Announcements leave the backlog only while the transport takes
 * them, so at most the backlog's bound waits in memory. Safe for all threads.
 */
final class TrackerStream implements ClientResponseObserver<SessionRequest, SessionResponse> {
    private final AnnouncementBacklog backlog;
    private final Consumer<SessionResponse> receiver;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Status end = Status.OK;
    private ClientCallStreamObserver<SessionRequest> requests;
    private boolean isFinished;

    private TrackerStream(AnnouncementBacklog backlog, Consumer<SessionResponse> receiver) {
        this.backlog = backlog;
        this.receiver = receiver;
    }

    static TrackerStream open(
            Channel channel, String token, AnnouncementBacklog backlog, Consumer<SessionResponse> receiver) {
        TrackerStream stream = new TrackerStream(backlog, receiver);
        TrackerGrpc.newStub(channel)
                .withInterceptors(TokenMetadata.bearer(token))
                .withMaxInboundMessageSize(256 * 1024)
                .session(stream);
        return stream;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<SessionRequest> stream) {
        requests = stream;
        stream.setOnReadyHandler(this::flush);
    }

    /** Sends what waits in the backlog, as far as the transport takes it. */
    synchronized void flush() {
        while (isOpen() && requests.isReady()) {
            Optional<Announcement> next = backlog.poll();
            if (next.isEmpty()) {
                return;
            }
            requests.onNext(SessionRequest.newBuilder()
                    .setAnnounce(TrackerMessages.announce(next.get()))
                    .build());
        }
    }

    synchronized void tellConsent(Consent consent) {
        if (isOpen()) {
            requests.onNext(SessionRequest.newBuilder()
                    .setConsent(TrackerMessages.consent(consent))
                    .build());
        }
    }

    synchronized void renewToken() {
        if (isOpen()) {
            requests.onNext(SessionRequest.newBuilder()
                    .setRenewToken(RenewToken.getDefaultInstance())
                    .build());
        }
    }

    /** Ends the session in order; what was sent before still arrives. */
    synchronized void finish() {
        if (isOpen()) {
            isFinished = true;
            requests.onCompleted();
        }
    }

    /** Ends the session at once. */
    synchronized void cancel(String reason) {
        requests.cancel(reason, null);
    }

    private boolean isOpen() {
        return !isFinished && ended.getCount() > 0;
    }

    boolean awaitEnd(long milliseconds) throws InterruptedException {
        return ended.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** How the session ended. */
    Status end() {
        return end;
    }

    @Override
    public void onNext(SessionResponse message) {
        receiver.accept(message);
    }

    @Override
    public void onError(Throwable failure) {
        end = Status.fromThrowable(failure);
        ended.countDown();
    }

    @Override
    public void onCompleted() {
        ended.countDown();
    }
}
