/** Swarms of real cores in one thread and virtual time: whole downloads in milliseconds, each replayed by its seed. */
package io.ayni.agent.swarm.simulation;
