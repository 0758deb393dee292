package io.ayni.tracker.swarm;

/**
 * How full the core's tables are.
 *
 * @param nodes enrolled nodes
 * @param sessions open sessions
 * @param swarms swarms with peers
 * @param peers peers in all swarms
 * @param items published items
 */
public record TableSizes(int nodes, int sessions, int swarms, int peers, int items) {}
