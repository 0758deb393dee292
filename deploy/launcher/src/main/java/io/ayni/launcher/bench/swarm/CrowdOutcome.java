package io.ayni.launcher.bench.swarm;

/**
 * One delivery to a crowd.
 *
 * @param seconds from the first request to the last copy
 * @param seedBytes what the seed sent, with what came in vain; 0 where the program does not tell
 * @param cpuSeconds of all peers and the seed
 */
record CrowdOutcome(double seconds, long seedBytes, double cpuSeconds) {}
