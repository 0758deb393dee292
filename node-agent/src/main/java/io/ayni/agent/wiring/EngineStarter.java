package io.ayni.agent.wiring;

import io.ayni.agent.swarm.EngineSettings;
import io.ayni.agent.swarm.PeerDiscovery;
import io.ayni.agent.swarm.ReceiptBook;
import io.ayni.agent.swarm.ReportBook;
import io.ayni.agent.swarm.SwarmEngine;
import java.io.IOException;

/** Makes the swarm engine. */
@FunctionalInterface
public interface EngineStarter {
    /** A running engine. */
    SwarmEngine start(EngineSettings settings, PeerDiscovery discovery, ReceiptBook receipts, ReportBook reports)
            throws IOException;
}
