package io.ayni.tracker.swarm;

/** A peer's part in a swarm. */
public enum PeerRole {
    /** Has all pieces. */
    SEED,
    /** Still fetching. */
    LEECH
}
