package io.ayni.agent.swarm.engine;

import io.ayni.agent.swarm.core.LinkId;
import java.util.concurrent.Executor;

/** One stream between its port and its item. Only the loop touches it. */
final class LiveLink {
    final LinkId id;
    final SerialLane lane;
    final long sinceMs;
    PeerPort port;
    /** Null until the Hello of a stream that a peer opened names it. */
    Item item;

    LiveLink(LinkId id, Executor diskPool, long sinceMs) {
        this.id = id;
        this.lane = new SerialLane(diskPool);
        this.sinceMs = sinceMs;
    }
}
