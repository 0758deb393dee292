package io.ayni.agent.cli;

import io.ayni.agent.swarm.grpc.GrpcSwarmEngine;
import io.ayni.agent.wiring.EngineStarter;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The engine that the program runs with. */
final class EngineChoice {
    private EngineChoice() {}

    static EngineStarter starter() {
        return (settings, discovery, receipts, reports) -> GrpcSwarmEngine.start(
                settings, discovery, receipts, reports, InstantSource.system(), new SecureRandom());
    }
}
