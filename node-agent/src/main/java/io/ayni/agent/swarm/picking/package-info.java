/**
 * Which piece to fetch next: {@link io.ayni.agent.swarm.picking.RarestFirst} keeps the wanted pieces sorted by how many
 * peers have them, {@link io.ayni.agent.swarm.picking.ReadWindow} knows what a player is waiting for,
 * {@link io.ayni.agent.swarm.picking.EdgeShare} spreads first copies over the peers of a swarm. Pure; peers are not known
 * here, only sets of pieces.
 */
package io.ayni.agent.swarm.picking;
