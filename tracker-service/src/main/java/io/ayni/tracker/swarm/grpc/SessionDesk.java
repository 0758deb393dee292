package io.ayni.tracker.swarm.grpc;

import com.google.protobuf.ByteString;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.engine.TrackerEngine;
import io.ayni.tracker.engine.TrackerNews;
import io.ayni.tracker.node.Consent;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.registration.TokenDesk;
import io.ayni.tracker.swarm.Effect;
import io.ayni.tracker.swarm.Refusal;
import io.ayni.tracker.swarm.SessionId;
import io.ayni.tracker.swarm.TrackerEvent;
import io.ayni.tracker.transport.grpc.Fields;
import io.ayni.tracker.transport.grpc.MalformedRequestException;
import io.ayni.tracker.transport.grpc.Statuses;
import io.ayni.tracker.v1.AnnounceRefused;
import io.ayni.tracker.v1.AnnounceRequest;
import io.ayni.tracker.v1.RefusalReason;
import io.ayni.tracker.v1.SessionResponse;
import io.ayni.tracker.v1.SharingConsent;
import io.ayni.tracker.v1.TokenRenewed;
import java.time.InstantSource;

/** Answers what comes in on sessions. Refused announces are answered, everything else that is refused ends the session. */
final class SessionDesk {
    private final TrackerEngine engine;
    private final TokenDesk tokens;
    private final TrackerNews news;
    private final InstantSource clock;

    SessionDesk(TrackerEngine engine, TokenDesk tokens, TrackerNews news, InstantSource clock) {
        this.engine = engine;
        this.tokens = tokens;
        this.news = news;
        this.clock = clock;
    }

    void announce(NodeId nodeId, AnnounceRequest request, GrpcSessionLine line) {
        Effect.Answer answer;
        try {
            answer = engine.on(new TrackerEvent.PeerAnnounced(nodeId, AnnounceReader.read(request)))
                    .orElseThrow();
        } catch (MalformedRequestException e) {
            line.send(refused(request.getContentId(), RefusalReason.REFUSAL_REASON_MALFORMED, e.getMessage()));
            return;
        }
        switch (answer) {
            case Effect.GiveHandout given -> line.sendHandout(given.handout());
            case Effect.Refused refused -> refuse(request, refused.reason(), line);
            case Effect.Accepted accepted -> throw new IllegalStateException("an announce is answered with a handout");
            case Effect.GiveTally tally -> throw new IllegalStateException("an announce is answered with a handout");
        }
    }

    private static void refuse(AnnounceRequest request, Refusal reason, GrpcSessionLine line) {
        var status = Statuses.of(reason);
        switch (reason) {
            case UNKNOWN_NODE -> line.fail(status);
            case UNKNOWN_CONTENT, MALFORMED, TOO_FAST, OVER_CAPACITY ->
                line.send(refused(
                        request.getContentId(),
                        onWire(reason),
                        status.getStatus().getDescription()));
        }
    }

    private static RefusalReason onWire(Refusal reason) {
        return switch (reason) {
            case UNKNOWN_NODE, MALFORMED -> RefusalReason.REFUSAL_REASON_MALFORMED;
            case UNKNOWN_CONTENT -> RefusalReason.REFUSAL_REASON_UNKNOWN_CONTENT;
            case TOO_FAST, OVER_CAPACITY -> RefusalReason.REFUSAL_REASON_OVER_CAPACITY;
        };
    }

    private static SessionResponse refused(ByteString contentId, RefusalReason reason, String detail) {
        return SessionResponse.newBuilder()
                .setRefused(AnnounceRefused.newBuilder()
                        .setContentId(contentId)
                        .setReason(reason)
                        .setDetail(detail))
                .build();
    }

    void consent(NodeId nodeId, SharingConsent message, GrpcSessionLine line) {
        try {
            Consent consent = Fields.consent(message);
            boolean isNew = engine.node(nodeId)
                    .filter(node -> node.consent().equals(consent))
                    .isEmpty();
            Effect.Answer answer =
                    engine.on(new TrackerEvent.ConsentChanged(nodeId, consent)).orElseThrow();
            if (answer instanceof Effect.Refused refused) {
                line.fail(Statuses.of(refused.reason()));
            } else if (isNew) {
                engine.node(nodeId).ifPresent(news::nodeRegistered);
            }
        } catch (MalformedRequestException e) {
            line.fail(Statuses.malformed(e.getMessage()));
        }
    }

    void renew(SessionId session, NodeId nodeId, GrpcSessionLine line) {
        EnrolledNode node = engine.node(nodeId).orElse(null);
        if (node == null) {
            line.fail(Statuses.of(Refusal.UNKNOWN_NODE));
            return;
        }
        long nowMs = clock.millis();
        Effect.Answer answer = engine.on(new TrackerEvent.TokenRenewed(session, nodeId, tokens.endOf(nowMs)))
                .orElseThrow();
        if (answer instanceof Effect.Refused refused) {
            line.fail(Statuses.of(refused.reason()));
            return;
        }
        TokenDesk.IssuedToken token = tokens.issue(node, nowMs);
        line.send(SessionResponse.newBuilder()
                .setTokenRenewed(
                        TokenRenewed.newBuilder().setNodeToken(token.text()).setExpiresAtMs(token.expiresAtMs()))
                .build());
    }
}
