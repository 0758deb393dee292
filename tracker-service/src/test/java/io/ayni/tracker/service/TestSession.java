package io.ayni.tracker.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.tracker.v1.AnnounceRequest;
import io.ayni.tracker.v1.SessionRequest;
import io.ayni.tracker.v1.SessionResponse;
import io.ayni.tracker.v1.TrackerGrpc;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A node's session: sends requests, keeps what comes back. */
final class TestSession implements AutoCloseable {
    private final LinkedBlockingQueue<SessionResponse> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final StreamObserver<SessionRequest> requests;

    TestSession(TrackerGrpc.TrackerStub stub) {
        this.requests = stub.session(new StreamObserver<>() {
            @Override
            public void onNext(SessionResponse response) {
                received.add(response);
            }

            @Override
            public void onError(Throwable failure) {
                end.complete(Status.fromThrowable(failure));
            }

            @Override
            public void onCompleted() {
                end.complete(Status.OK);
            }
        });
    }

    TestSession send(SessionRequest.Builder request) {
        requests.onNext(request.build());
        return this;
    }

    TestSession announce(AnnounceRequest.Builder announce) {
        return send(SessionRequest.newBuilder().setAnnounce(announce));
    }

    SessionResponse next() throws InterruptedException {
        SessionResponse response = received.poll(10, TimeUnit.SECONDS);
        assertThat(response).as("an answer within 10 s").isNotNull();
        return response;
    }

    /** Whether nothing came in within a while. */
    boolean isSilent() throws InterruptedException {
        return received.poll(300, TimeUnit.MILLISECONDS) == null;
    }

    Status end() throws Exception {
        return end.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (!end.isDone()) {
            requests.onCompleted();
        }
    }
}
