package io.ayni.agent.swarm;

/** Port to the tracker. Calls return at once; answers come as {@link SwarmEngine#onHandout} on any thread, or never. */
public interface PeerDiscovery {
    /** Tells the tracker; a failed or lost announcement is repeated by the caller at its next interval. */
    void announce(Announcement announcement);
}
