package io.ayni.agent.swarm.core;

/** Names one peer stream inside this process. */
public record LinkId(long value) {}
