package io.ayni.agent.swarm.simulation;

import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.agent.swarm.core.SwarmEvent;
import io.ayni.contracts.identity.NodeId;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The tracker of a simulated swarm: at most eight others at random, fresh grants. A node's port is its number. */
final class SimTracker {
    private static final int MAX_PEERS = 8;

    private final SimWorld world;
    private final Map<NodeId, SimNode> present = new LinkedHashMap<>();
    boolean dead;

    SimTracker(SimWorld world) {
        this.world = world;
    }

    void announce(SimNode from, Announcement announcement) {
        if (dead) {
            return;
        }
        if (announcement.event() == Announcement.Event.STOPPED) {
            present.remove(from.id);
            return;
        }
        present.put(from.id, from);
        List<NodeId> others = new ArrayList<>(present.keySet());
        others.remove(from.id);
        others.removeAll(announcement.connected());
        Collections.shuffle(others, new Random(world.random.nextLong()));
        List<NodeId> chosen = new ArrayList<>(announcement.renew());
        chosen.addAll(others);
        List<PeerHandout.Peer> peers = new ArrayList<>();
        int count = Math.min(
                Math.min(MAX_PEERS, chosen.size()), announcement.sessionKeys().size());
        for (int i = 0; i < count; i++) {
            peers.add(peer(chosen.get(i), announcement, i));
        }
        PeerHandout handout = new PeerHandout(
                announcement.contentId(),
                peers,
                List.of(URI.create("http://edge")),
                Duration.ofSeconds(30),
                0,
                present.size() - 1);
        world.after(world.shape.latencyMs(), () -> from.on(new SwarmEvent.HandoutCame(handout)));
    }

    private PeerHandout.Peer peer(NodeId uploader, Announcement announcement, int key) {
        var sessionKey = announcement.sessionKeys().get(key);
        var grant = world.operator.grant(uploader, sessionKey, announcement.contentId(), from(world));
        InetSocketAddress address = InetSocketAddress.createUnresolved("sim", present.get(uploader).number + 1);
        return new PeerHandout.Peer(uploader, Optional.of(address), world.operator.sign(grant), sessionKey);
    }

    private static long from(SimWorld world) {
        return SimWorld.START_WALL_MS + world.nowMs();
    }
}
