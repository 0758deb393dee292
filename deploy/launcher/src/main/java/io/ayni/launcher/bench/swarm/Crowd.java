package io.ayni.launcher.bench.swarm;

import java.io.IOException;

/** Programs of one kind, ready to deliver files to a number of peers again and again. */
interface Crowd extends AutoCloseable {
    /** The name of the program, as rows tell it. */
    String label();

    /**
     * Delivers a file, which was never delivered before, to so many peers at the same time.
     *
     * @throws io.ayni.launcher.UserError when a peer cannot fetch it, or not all have it in time
     */
    CrowdOutcome deliver(BenchFile file, int peers) throws IOException, InterruptedException;

    @Override
    void close();
}
