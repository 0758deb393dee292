package io.ayni.agent.swarm.engine;

import io.ayni.agent.swarm.core.PeerMessage;

/** One open peer stream as the engine sees it. Calls return at once and may come from any thread. */
public interface PeerPort {
    /** Sends a frame after those before it. A peer that does not read its frames is cut off at a stated bound. */
    void send(PeerMessage message);

    /**
     * Sends piece data as soon as the transport takes it.
     *
     * @param taken run when it was taken; not run when the stream ends before
     */
    void sendBlock(PeerMessage.PieceData block, Runnable taken);

    /** Drops data that was not taken, sends Bye, closes this side and, a second later, the rest. */
    void close(PeerMessage.Bye.Reason reason);

    /** Breaks the stream off with INVALID_ARGUMENT. */
    void abort(String violation);
}
