package io.ayni.tracker.wiring;

import io.ayni.contracts.transport.UnreadableRequests;
import io.ayni.tracker.config.TrackerConfig;
import io.ayni.tracker.engine.TrackerEngine;
import io.ayni.tracker.engine.TrackerNews;
import io.ayni.tracker.grant.GrantIssuer;
import io.ayni.tracker.registration.Challenges;
import io.ayni.tracker.registration.RegisterNode;
import io.ayni.tracker.registration.TokenDesk;
import io.ayni.tracker.registration.grpc.RegistrationGrpcService;
import io.ayni.tracker.swarm.grpc.HandoutWriter;
import io.ayni.tracker.swarm.grpc.SessionOpener;
import io.ayni.tracker.swarm.grpc.TrackerGrpcService;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import java.time.InstantSource;

/** The services as they are served. */
final class GrpcEndpoints {
    private GrpcEndpoints() {}

    /** Enrolment. */
    @GrpcService
    static class RegistrationEndpoint implements BindableService {
        private final RegistrationGrpcService service;

        RegistrationEndpoint(
                Challenges challenges,
                RegisterNode registerNode,
                TokenDesk tokens,
                TrackerEngine engine,
                TrackerNews news,
                InstantSource clock,
                TrackerConfig config) {
            this.service = new RegistrationGrpcService(
                    challenges, registerNode, tokens, engine, news, clock, config.publicName());
        }

        @Override
        public ServerServiceDefinition bindService() {
            return UnreadableRequests.refuse(service.bindService());
        }
    }

    /** Peer discovery. */
    @GrpcService
    static class TrackerEndpoint implements BindableService {
        private final TrackerGrpcService service;

        TrackerEndpoint(
                TrackerEngine engine, GrantIssuer issuer, TokenDesk tokens, TrackerNews news, InstantSource clock) {
            HandoutWriter handouts = new HandoutWriter(issuer);
            SessionOpener sessions = new SessionOpener(engine, handouts, tokens, news, clock, new VertxStreamThreads());
            this.service = new TrackerGrpcService(engine, handouts, sessions);
        }

        @Override
        public ServerServiceDefinition bindService() {
            return UnreadableRequests.refuse(service.bindService());
        }
    }
}
