package io.ayni.tracker.swarm.grpc;

import io.ayni.contracts.token.NodeToken;
import io.ayni.tracker.access.grpc.Caller;
import io.ayni.tracker.engine.TrackerEngine;
import io.ayni.tracker.swarm.AnnouncePeer;
import io.ayni.tracker.swarm.Effect;
import io.ayni.tracker.swarm.SwarmTally;
import io.ayni.tracker.swarm.TrackerEvent;
import io.ayni.tracker.swarm.TrackerRules;
import io.ayni.tracker.transport.grpc.Fields;
import io.ayni.tracker.transport.grpc.MalformedRequestException;
import io.ayni.tracker.transport.grpc.Statuses;
import io.ayni.tracker.v1.AnnounceEdgeRequest;
import io.ayni.tracker.v1.AnnounceEdgeResponse;
import io.ayni.tracker.v1.AnnounceRequest;
import io.ayni.tracker.v1.Handout;
import io.ayni.tracker.v1.ScrapeRequest;
import io.ayni.tracker.v1.ScrapeResponse;
import io.ayni.tracker.v1.SessionRequest;
import io.ayni.tracker.v1.SessionResponse;
import io.ayni.tracker.v1.TrackerGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The rpcs of peer discovery. Nothing here waits: the longest call signs eight grants. */
public final class TrackerGrpcService extends TrackerGrpc.TrackerImplBase {
    /** Gateways announce themselves three times per lease. */
    private static final int EDGE_INTERVAL_MS = (int) (TrackerRules.EDGE_LEASE_MS / 3);

    private final TrackerEngine engine;
    private final HandoutWriter handouts;
    private final SessionOpener sessions;

    /**
     * @param engine decides
     * @param handouts signs and writes
     * @param sessions opens sessions
     */
    public TrackerGrpcService(TrackerEngine engine, HandoutWriter handouts, SessionOpener sessions) {
        this.engine = engine;
        this.handouts = handouts;
        this.sessions = sessions;
    }

    @Override
    public StreamObserver<SessionRequest> session(StreamObserver<SessionResponse> responses) {
        return sessions.open(Caller.node(), (ServerCallStreamObserver<SessionResponse>) responses);
    }

    @Override
    public void announce(AnnounceRequest request, StreamObserver<Handout> response) {
        NodeToken caller = Caller.node();
        try {
            AnnouncePeer announce = AnnounceReader.read(request);
            Effect.Answer answer = engine.on(new TrackerEvent.PeerAnnounced(caller.nodeId(), announce))
                    .orElseThrow();
            switch (answer) {
                case Effect.GiveHandout given -> {
                    response.onNext(handouts.write(given.handout()));
                    response.onCompleted();
                }
                case Effect.Refused refused -> response.onError(Statuses.of(refused.reason()));
                case Effect.Accepted accepted -> throw notAnAnswerTo("an announce");
                case Effect.GiveTally given -> throw notAnAnswerTo("an announce");
            }
        } catch (MalformedRequestException e) {
            response.onError(Statuses.malformed(e.getMessage()));
        }
    }

    @Override
    public void scrape(ScrapeRequest request, StreamObserver<ScrapeResponse> response) {
        NodeToken caller = Caller.node();
        try {
            var scraped = new TrackerEvent.SwarmScraped(caller.nodeId(), Fields.contentId(request.getContentId()));
            switch (engine.on(scraped).orElseThrow()) {
                case Effect.GiveTally(SwarmTally tally) -> {
                    response.onNext(write(tally));
                    response.onCompleted();
                }
                case Effect.Refused refused -> response.onError(Statuses.of(refused.reason()));
                case Effect.Accepted accepted -> throw notAnAnswerTo("a scrape");
                case Effect.GiveHandout given -> throw notAnAnswerTo("a scrape");
            }
        } catch (MalformedRequestException e) {
            response.onError(Statuses.malformed(e.getMessage()));
        }
    }

    private static ScrapeResponse write(SwarmTally tally) {
        return ScrapeResponse.newBuilder()
                .setSeeds(tally.counts().seeds())
                .setLeeches(tally.counts().leeches())
                .setCompleted(tally.completed())
                .build();
    }

    private static IllegalStateException notAnAnswerTo(String request) {
        return new IllegalStateException("the core's answer does not belong to " + request);
    }

    @Override
    public void announceEdge(AnnounceEdgeRequest request, StreamObserver<AnnounceEdgeResponse> response) {
        try {
            String baseUrl = EdgeUrl.read(request.getBaseUrl());
            Effect.Answer answer =
                    engine.on(new TrackerEvent.EdgeAnnounced(baseUrl)).orElseThrow();
            if (answer instanceof Effect.Refused refused) {
                response.onError(Statuses.of(refused.reason()));
                return;
            }
            response.onNext(AnnounceEdgeResponse.newBuilder()
                    .setIntervalMs(EDGE_INTERVAL_MS)
                    .build());
            response.onCompleted();
        } catch (MalformedRequestException e) {
            response.onError(Statuses.malformed(e.getMessage()));
        }
    }
}
