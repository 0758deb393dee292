package io.ayni.agent.swarm.core;

/** Where a piece came from. */
public sealed interface Source {
    /** A peer's stream. */
    record Peer(LinkId link) implements Source {}

    /** A request to the edge, numbered. */
    record Edge(long fetch) implements Source {}
}
