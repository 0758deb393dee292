/**
 * Answers questions of scale with the programs' own classes: the agents' {@code SwarmCore} and the tracker's {@code
 * TrackerCore} in one thread and virtual time, over a network that is made up and seeded.
 *
 * <p>Reading order: {@code kernel} (time), {@code network} (who can send how fast), {@code swarm} (agents, tracker and
 * edge in that network, and what came of it), {@code bench} (runs over audiences, rows and chart), {@code cli}.
 *
 * <p>Not here: any rule of the swarm. A rule that the simulator needs and the cores do not have belongs into the cores.
 */
package io.ayni.simulator;
