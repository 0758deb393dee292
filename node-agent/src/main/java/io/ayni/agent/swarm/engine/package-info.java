/**
 * Runs the cores: one thread for all decisions, two for disks, one for what must be durable before it counts, one for
 * receipts. {@link io.ayni.agent.swarm.engine.Engine} is the entry; it knows peers and edge only through the ports
 * {@link io.ayni.agent.swarm.engine.PeerTransport} and {@link io.ayni.agent.swarm.engine.EdgeSource}.
 *
 * <p>Memory in use is bounded by: two blocks a stream on the way out, a few frames a stream on the way in, two begun
 * pieces a stream and a handful from the edge, and the cache of {@code VerifiedPieces}.
 */
package io.ayni.agent.swarm.engine;
