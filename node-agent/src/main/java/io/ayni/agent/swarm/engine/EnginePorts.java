package io.ayni.agent.swarm.engine;

import io.ayni.agent.storage.Disk;
import io.ayni.agent.swarm.PeerDiscovery;
import io.ayni.agent.swarm.ReceiptBook;
import io.ayni.agent.swarm.ReportBook;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the engine reaches the world through. Transport and edge are closed by the engine.
 *
 * @param nanoTime nanoseconds that only go forward, for waiting
 * @param random must be secure outside tests
 */
public record EnginePorts(
        PeerDiscovery discovery,
        ReceiptBook receipts,
        ReportBook reports,
        PeerTransport transport,
        EdgeSource edge,
        Disk disk,
        InstantSource clock,
        LongSupplier nanoTime,
        RandomGenerator random) {}
