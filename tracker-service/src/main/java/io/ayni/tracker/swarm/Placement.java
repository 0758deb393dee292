package io.ayni.tracker.swarm;

/** What {@link SwarmStore#put} did. */
public enum Placement {
    /** The peer is new in its swarm. */
    JOINED,
    /** The peer was there; its lease and its particulars are the new ones. */
    RENEWED,
    /** A bound was reached; nothing changed. Known peers are never refused. */
    NO_ROOM
}
