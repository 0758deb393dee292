/**
 * Swarms, and who meets whom. Plain Java: no clock, no randomness of its own, no framework.
 *
 * <p>Reading order: {@code TrackerEvent} (what happens), {@code TrackerCore} (what is decided), {@code Effect} (what is to be
 * done about it); then {@code HandoutPlanner} with {@code WeightPolicy}, and {@code SwarmStore}, the port behind which
 * the peers are kept. {@code WaitingLeeches}, {@code GrantedPeers}, {@code SessionTable}, {@code EdgeTable} and
 * {@code ItemTable} are the core's own bounded tables.
 *
 * <p>Not here: signing (package {@code grant}), transport, and anything about what was paid.
 */
package io.ayni.tracker.swarm;
