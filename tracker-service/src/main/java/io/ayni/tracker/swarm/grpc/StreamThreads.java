package io.ayni.tracker.swarm.grpc;

import java.util.concurrent.Executor;

/**
 * The thread of a stream: its calls come on one thread, and answers have to go out on it.
 *
 * <p>An implementer guarantees that tasks given to the executor run one after the other, in order, on the stream's
 * thread.
 */
public interface StreamThreads {
    /** The executor of the stream whose call is being handled now. */
    Executor current();

    /** Runs an action once the stream whose call is being handled now is over, even when its connection just broke. */
    void onStreamClosed(Runnable action);
}
