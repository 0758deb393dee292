package io.ayni.simulator.swarm;

import io.ayni.agent.swarm.core.Source;
import io.ayni.agent.swarm.core.SwarmEffect;
import io.ayni.agent.swarm.core.SwarmEvent;
import io.ayni.simulator.network.EdgeServer;

/** The edge as agents see it: a range request for each piece. Not thread-safe. */
final class SimEdge {
    private record Request(int agent, Source.Edge source) {}

    private final SwarmWorld world;
    private final EdgeServer server;

    SimEdge(SwarmWorld world) {
        this.world = world;
        this.server = new EdgeServer(world.time, world.plan.network().edgeBytesPerSecond());
    }

    void fetch(SimAgent agent, SwarmEffect.FetchFromEdge fetch) {
        Request request = new Request(agent.number, fetch.source());
        int length = world.item.piece(fetch.piece()).lengthBytes();
        world.time.after(agent.accessMicros, () -> {
            if (!server.serve(request, length, () -> give(agent, fetch, length))) {
                world.time.after(agent.accessMicros, () -> agent.on(refused(fetch)));
            }
        });
        world.time.after(fetch.timeout().toMillis() * 1_000, () -> {
            server.withdraw(request);
            agent.on(new SwarmEvent.EdgeFailed(fetch.source(), fetch.piece(), "timed out"));
        });
    }

    private void give(SimAgent agent, SwarmEffect.FetchFromEdge fetch, int length) {
        agent.receiveFromEdge(
                length, () -> agent.on(new SwarmEvent.EdgeGave(fetch.source(), fetch.piece(), new byte[length])));
    }

    private static SwarmEvent refused(SwarmEffect.FetchFromEdge fetch) {
        return new SwarmEvent.EdgeFailed(fetch.source(), fetch.piece(), "connection refused");
    }

    void cancel(SimAgent agent, Source.Edge source) {
        Request request = new Request(agent.number, source);
        world.time.after(agent.accessMicros, () -> server.withdraw(request));
    }

    void kill() {
        server.kill();
    }

    long sentBytes() {
        return server.sentBytes();
    }
}
