package io.ayni.agent.swarm.engine;

import io.ayni.agent.swarm.core.PeerMessage;

/** Hears what happens on one stream; called by transport threads, one call at a time, never blocking. */
public interface PortListener {
    /**
     * A frame came.
     *
     * @param processed to be run once the frame is dealt with: only then the transport lets more in
     */
    void onMessage(PeerMessage message, Runnable processed);

    /** The stream is over; last call. */
    void onClosed();
}
