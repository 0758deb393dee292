/**
 * Swarms of real processes on this machine, beside other programs that deliver the same file: {@code SwarmBench} (a flash
 * crowd with limited uplinks) and {@code TransferBench} (one agent to another without limits).
 */
package io.ayni.launcher.bench.swarm;
