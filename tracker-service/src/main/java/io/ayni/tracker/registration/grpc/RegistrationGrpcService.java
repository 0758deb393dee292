package io.ayni.tracker.registration.grpc;

import com.google.protobuf.ByteString;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.tracker.access.grpc.Caller;
import io.ayni.tracker.engine.TrackerEngine;
import io.ayni.tracker.engine.TrackerNews;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.NetworkPrefix;
import io.ayni.tracker.registration.Challenges;
import io.ayni.tracker.registration.Nonce;
import io.ayni.tracker.registration.RegisterNode;
import io.ayni.tracker.registration.Registration;
import io.ayni.tracker.registration.RegistrationVerdict;
import io.ayni.tracker.registration.TokenDesk;
import io.ayni.tracker.swarm.Effect;
import io.ayni.tracker.swarm.Refusal;
import io.ayni.tracker.swarm.TrackerEvent;
import io.ayni.tracker.transport.grpc.Fields;
import io.ayni.tracker.transport.grpc.MalformedRequestException;
import io.ayni.tracker.transport.grpc.Statuses;
import io.ayni.tracker.v1.ChallengeRequest;
import io.ayni.tracker.v1.ChallengeResponse;
import io.ayni.tracker.v1.CheckReachabilityRequest;
import io.ayni.tracker.v1.CheckReachabilityResponse;
import io.ayni.tracker.v1.Reachability;
import io.ayni.tracker.v1.RegisterRequest;
import io.ayni.tracker.v1.RegisterResponse;
import io.ayni.tracker.v1.RegistrationGrpc;
import io.grpc.stub.StreamObserver;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The rpcs of enrolment. Nothing here waits: the longest call verifies one signature and makes another. */
public final class RegistrationGrpcService extends RegistrationGrpc.RegistrationImplBase {
    private final Challenges challenges;
    private final RegisterNode registerNode;
    private final TokenDesk tokens;
    private final TrackerEngine engine;
    private final TrackerNews news;
    private final InstantSource clock;
    private final String audience;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param challenges open nonces, shared with {@code registerNode}
     * @param registerNode checks registrations
     * @param tokens gives out tokens
     * @param engine knows the nodes
     * @param news hears of registrations
     * @param clock the time
     * @param audience the tracker's public name
     */
    public RegistrationGrpcService(
            Challenges challenges,
            RegisterNode registerNode,
            TokenDesk tokens,
            TrackerEngine engine,
            TrackerNews news,
            InstantSource clock,
            String audience) {
        this.challenges = challenges;
        this.registerNode = registerNode;
        this.tokens = tokens;
        this.engine = engine;
        this.news = news;
        this.clock = clock;
        this.audience = audience;
    }

    @Override
    public void challenge(ChallengeRequest request, StreamObserver<ChallengeResponse> response) {
        try {
            Ed25519PublicKey key = Fields.publicKey("public_key", request.getPublicKey());
            byte[] nonce = new byte[Nonce.WIDTH];
            random.nextBytes(nonce);
            if (!challenges.issue(new Nonce(nonce), key, NetworkPrefix.of(Caller.source()), clock.millis())) {
                response.onError(Statuses.of(Refusal.OVER_CAPACITY));
                return;
            }
            response.onNext(ChallengeResponse.newBuilder()
                    .setNonce(ByteString.copyFrom(nonce))
                    .setAudience(audience)
                    .build());
            response.onCompleted();
        } catch (MalformedRequestException e) {
            response.onError(Statuses.malformed(e.getMessage()));
        }
    }

    @Override
    public void register(RegisterRequest request, StreamObserver<RegisterResponse> response) {
        try {
            Registration registration = RegistrationReader.read(request, Caller.source());
            switch (registerNode.register(registration, clock.millis())) {
                case RegistrationVerdict.Rejected rejected -> response.onError(Statuses.of(rejected.reason()));
                case RegistrationVerdict.Proven proven -> enrol(proven.node(), response);
            }
        } catch (MalformedRequestException e) {
            response.onError(Statuses.malformed(e.getMessage()));
        }
    }

    private void enrol(EnrolledNode node, StreamObserver<RegisterResponse> response) {
        Effect.Answer answer = engine.on(new TrackerEvent.NodeEnrolled(node)).orElseThrow();
        if (answer instanceof Effect.Refused refused) {
            response.onError(Statuses.of(refused.reason()));
            return;
        }
        news.nodeRegistered(node);
        TokenDesk.IssuedToken token = tokens.issue(node, clock.millis());
        response.onNext(RegisterResponse.newBuilder()
                .setNodeToken(token.text())
                .setExpiresAtMs(token.expiresAtMs())
                .setNodeId(ByteString.copyFrom(node.nodeId().bytes()))
                .build());
        response.onCompleted();
    }

    @Override
    public void checkReachability(
            CheckReachabilityRequest request, StreamObserver<CheckReachabilityResponse> response) {
        EnrolledNode node = engine.node(Caller.node().nodeId()).orElse(null);
        if (node == null) {
            response.onError(Statuses.of(Refusal.UNKNOWN_NODE));
            return;
        }
        response.onNext(CheckReachabilityResponse.newBuilder()
                .setReachability(
                        switch (node.reachability()) {
                            case UNKNOWN -> Reachability.REACHABILITY_UNKNOWN;
                            case REACHABLE -> Reachability.REACHABILITY_REACHABLE;
                            case UNREACHABLE -> Reachability.REACHABILITY_UNREACHABLE;
                        })
                .setCheckedAtMs(node.checkedAtMs())
                .build());
        response.onCompleted();
    }
}
