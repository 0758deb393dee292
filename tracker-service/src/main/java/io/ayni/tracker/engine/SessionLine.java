package io.ayni.tracker.engine;

import io.ayni.tracker.swarm.Effect;
import io.ayni.tracker.swarm.Handout;
import io.ayni.tracker.swarm.SessionEnd;

/**
 * One open session, towards its node.
 *
 * <p>An implementer guarantees that every call returns at once on any thread, that what waits to be read is bounded, and
 * that a node that does not read loses its session, not the tracker's memory.
 */
public interface SessionLine {
    /** Sends a handout. */
    void push(Handout handout);

    /** Asks the node to dial a downloader. */
    void askDialBack(Effect.AskDialBack request);

    /** Ends the session. */
    void end(SessionEnd reason);

    /** Tells the node to reconnect after a while and ends the session. */
    void drain();
}
