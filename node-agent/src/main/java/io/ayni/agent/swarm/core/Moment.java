package io.ayni.agent.swarm.core;

/**
 * A point in time on two clocks.
 *
 * @param wallMs Unix milliseconds, for the times in documents; may jump
 * @param tickMs milliseconds that only go forward, for waiting
 */
public record Moment(long wallMs, long tickMs) {}
