package io.ayni.tracker.swarm.grpc;

import io.ayni.contracts.token.NodeToken;
import io.ayni.tracker.engine.TrackerEngine;
import io.ayni.tracker.engine.TrackerNews;
import io.ayni.tracker.registration.TokenDesk;
import io.ayni.tracker.swarm.Effect;
import io.ayni.tracker.swarm.SessionId;
import io.ayni.tracker.transport.grpc.Statuses;
import io.ayni.tracker.v1.SessionRequest;
import io.ayni.tracker.v1.SessionResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;

/** Opens sessions and gives each what it works with. */
public final class SessionOpener {
    private final TrackerEngine engine;
    private final HandoutWriter handouts;
    private final SessionDesk desk;
    private final StreamThreads threads;

    /**
     * @param engine decides
     * @param handouts signs and writes
     * @param tokens renews tokens
     * @param news hears of new decisions of owners
     * @param clock the time
     * @param threads where streams live
     */
    public SessionOpener(
            TrackerEngine engine,
            HandoutWriter handouts,
            TokenDesk tokens,
            TrackerNews news,
            InstantSource clock,
            StreamThreads threads) {
        this.engine = engine;
        this.handouts = handouts;
        this.desk = new SessionDesk(engine, tokens, news, clock);
        this.threads = threads;
    }

    StreamObserver<SessionRequest> open(NodeToken caller, ServerCallStreamObserver<SessionResponse> responses) {
        SessionId session = engine.nextSession();
        Runnable closed = () -> engine.close(session, caller.nodeId());
        GrpcSessionLine line = new GrpcSessionLine(responses, threads.current(), handouts, closed);
        threads.onStreamClosed(line::lost);
        Effect.Answer answer = engine.open(session, caller.nodeId(), caller.expiresAtMs(), line);
        if (answer instanceof Effect.Refused refused) {
            line.fail(Statuses.of(refused.reason()));
        }
        return new SessionRequests(desk, session, caller.nodeId(), line);
    }
}
