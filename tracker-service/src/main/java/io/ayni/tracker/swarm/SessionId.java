package io.ayni.tracker.swarm;

/**
 * Name of one open session stream of this process; never used twice.
 *
 * @param value counts up
 */
public record SessionId(long value) {}
