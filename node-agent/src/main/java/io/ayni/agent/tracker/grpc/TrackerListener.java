package io.ayni.agent.tracker.grpc;

import io.ayni.agent.swarm.DialBack;
import io.ayni.agent.swarm.PeerHandout;

/** Who hears what the tracker says; called on any thread and returns at once. */
public interface TrackerListener {
    /** Peers to meet. */
    void onHandout(PeerHandout handout);

    /** A downloader to dial. */
    void onDialBack(DialBack request);
}
