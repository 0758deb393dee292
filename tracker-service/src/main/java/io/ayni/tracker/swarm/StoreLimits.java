package io.ayni.tracker.swarm;

/**
 * Bounds of a {@link SwarmStore}; a newcomer over any of them is refused.
 *
 * @param maxSwarms swarms with peers
 * @param maxPeers peers in all swarms together: the bound on memory
 * @param maxPeersPerSwarm peers of one swarm
 * @param maxSwarmsPerNode swarms that one node is in
 */
public record StoreLimits(int maxSwarms, int maxPeers, int maxPeersPerSwarm, int maxSwarmsPerNode) {}
