package io.ayni.agent.swarm.grpc;

import io.ayni.agent.storage.ChannelDisk;
import io.ayni.agent.swarm.EngineSettings;
import io.ayni.agent.swarm.PeerDiscovery;
import io.ayni.agent.swarm.ReceiptBook;
import io.ayni.agent.swarm.ReportBook;
import io.ayni.agent.swarm.SwarmEngine;
import io.ayni.agent.swarm.engine.Engine;
import io.ayni.agent.swarm.engine.EnginePorts;
import io.ayni.agent.swarm.http.HttpEdgeSource;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Starts the swarm engine with gRPC between peers and HTTP to the edge. */
public final class GrpcSwarmEngine {
    private GrpcSwarmEngine() {}

    /**
     * Listens for peers and goes on with every item that is kept on disk.
     *
     * @throws IOException when the address cannot be listened on, or the items directory cannot be read
     */
    public static SwarmEngine start(
            EngineSettings settings,
            PeerDiscovery discovery,
            ReceiptBook receipts,
            ReportBook reports,
            InstantSource clock,
            SecureRandom random)
            throws IOException {
        return Engine.start(
                settings,
                new EnginePorts(
                        discovery,
                        receipts,
                        reports,
                        new GrpcPeerTransport(),
                        new HttpEdgeSource(),
                        new ChannelDisk(),
                        clock,
                        System::nanoTime,
                        random));
    }
}
