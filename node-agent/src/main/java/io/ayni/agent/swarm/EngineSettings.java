package io.ayni.agent.swarm;

import io.ayni.agent.swarm.exchange.TransferBudget;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.keys.OperatorKeys;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * What the engine is started with.
 *
 * @param itemsDirectory items are kept below this directory
 * @param nodeKey the node's key
 * @param operatorKeys whose grants are believed
 * @param peerListenAddress where peers may dial; port 0 takes a free one
 * @param uploads what the owner lets it send
 * @param downloads what the owner lets it fetch
 * @param maxEdgeRequests HTTP range requests to the edge at once while peers have pieces to give
 * @param sharing whether the owner has agreed to share
 */
public record EngineSettings(
        Path itemsDirectory,
        Ed25519PrivateKey nodeKey,
        OperatorKeys operatorKeys,
        InetSocketAddress peerListenAddress,
        TransferBudget uploads,
        TransferBudget downloads,
        int maxEdgeRequests,
        boolean sharing) {}
