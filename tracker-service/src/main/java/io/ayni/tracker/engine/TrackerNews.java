package io.ayni.tracker.engine;

import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.swarm.Effect;

/** Where news for the other services go. An implementer never waits and never fails; it may drop counts of swarms. */
public interface TrackerNews {
    /** A node registered, or its owner decided anew. */
    void nodeRegistered(EnrolledNode node);

    /** A swarm's counts changed. */
    void swarmChanged(Effect.PublishCounts counts);
}
