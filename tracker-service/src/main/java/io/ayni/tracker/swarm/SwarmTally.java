package io.ayni.tracker.swarm;

/**
 * How a swarm stands.
 *
 * @param counts peers by role
 * @param completed leeches that became seeds since the tracker started
 * @param granted grants decided since the tracker started
 */
public record SwarmTally(SwarmCounts counts, long completed, long granted) {}
