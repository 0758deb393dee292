package io.ayni.tracker.swarm.grpc;

import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.swarm.SessionId;
import io.ayni.tracker.transport.grpc.Statuses;
import io.ayni.tracker.v1.SessionRequest;
import io.grpc.stub.StreamObserver;

/** The reading end of a session. Called on the stream's thread only. */
final class SessionRequests implements StreamObserver<SessionRequest> {
    private final SessionDesk desk;
    private final SessionId session;
    private final NodeId nodeId;
    private final GrpcSessionLine line;

    SessionRequests(SessionDesk desk, SessionId session, NodeId nodeId, GrpcSessionLine line) {
        this.desk = desk;
        this.session = session;
        this.nodeId = nodeId;
        this.line = line;
    }

    @Override
    public void onNext(SessionRequest request) {
        if (line.isOver()) {
            return;
        }
        switch (request.getKindCase()) {
            case ANNOUNCE -> desk.announce(nodeId, request.getAnnounce(), line);
            case CONSENT -> desk.consent(nodeId, request.getConsent(), line);
            case RENEW_TOKEN -> desk.renew(session, nodeId, line);
            case KIND_NOT_SET -> line.fail(Statuses.malformed("a session request is one of the known kinds"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        line.complete(); // the node is gone; nobody reads a status any more
    }

    @Override
    public void onCompleted() {
        line.complete();
    }
}
