package io.ayni.tracker.swarm;

/** Why the tracker ends a session. */
public enum SessionEnd {
    /** The same node opened a newer one. */
    REPLACED,
    /** The node token ran out and was not renewed. */
    TOKEN_EXPIRED
}
