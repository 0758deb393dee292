/**
 * A swarm of real cores: {@code SwarmPlan} says who takes part, {@code SwarmWorld} runs it, {@code SwarmOutcome} says what
 * came of it. {@code SimAgent}, {@code SimTracker} and {@code SimEdge} carry out what the cores want, as the adapters of
 * the real programs do. Grants, proofs and receipts are really signed and checked; piece data is a mark that says
 * whether a peer spoilt it.
 */
package io.ayni.simulator.swarm;
