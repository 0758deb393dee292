package io.ayni.agent.swarm.testing;

import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.PeerDiscovery;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.agent.swarm.SwarmEngine;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.identity.NodeId;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A tracker in this process: knows who announced what and answers with at most eight others at random, as the real one. */
public final class LocalTracker implements AutoCloseable {
    private static final int MAX_PEERS = 8;

    private record Presence(NodeId node, ContentId item) {}

    private final TestOperator operator;
    private final Random random;
    private final ExecutorService mailbox = Executors.newSingleThreadExecutor();
    private final Map<NodeId, SwarmEngine> engines = new HashMap<>();
    private final Map<NodeId, InetSocketAddress> strangers = new HashMap<>();
    private final Set<Presence> present = new HashSet<>();
    private final List<Announcement> heard = Collections.synchronizedList(new ArrayList<>());
    private volatile List<URI> edges = List.of();
    private volatile Duration interval = Duration.ofSeconds(30);
    private volatile boolean dead;

    /** A tracker whose choices follow from the seed. */
    public LocalTracker(TestOperator operator, long seed) {
        this.operator = operator;
        this.random = new Random(seed);
    }

    /** Edges named in every handout from now on. */
    public void edges(URI... bases) {
        edges = List.of(bases);
    }

    /** Announcements are lost from now on. */
    public void die() {
        dead = true;
    }

    /** The port that a node reaches this tracker through. */
    public PeerDiscovery portOf(NodeId node) {
        return announcement -> {
            heard.add(announcement);
            mailbox.execute(() -> answer(node, announcement));
        };
    }

    /** Where answers to a node go. */
    public void register(NodeId node, SwarmEngine engine) {
        mailbox.execute(() -> engines.put(node, engine));
    }

    /** A node that is no engine of this process is handed out too. */
    public void registerStranger(NodeId node, ContentId item, InetSocketAddress address) {
        mailbox.execute(() -> {
            strangers.put(node, address);
            present.add(new Presence(node, item));
        });
    }

    /** Everything that was announced. */
    public List<Announcement> heard() {
        return List.copyOf(heard);
    }

    private void answer(NodeId node, Announcement announcement) {
        if (dead || !engines.containsKey(node)) {
            return;
        }
        Presence self = new Presence(node, announcement.contentId());
        if (announcement.event() == Announcement.Event.STOPPED) {
            present.remove(self);
            return;
        }
        present.add(self);
        List<NodeId> chosen = choose(node, announcement);
        List<PeerHandout.Peer> peers = new ArrayList<>();
        for (int i = 0; i < Math.min(chosen.size(), announcement.sessionKeys().size()); i++) {
            peers.add(peer(chosen.get(i), announcement, i));
        }
        int others = (int) present.stream()
                        .filter(known -> known.item().equals(announcement.contentId()))
                        .count()
                - 1;
        engines.get(node).onHandout(new PeerHandout(announcement.contentId(), peers, edges, interval, 0, others));
    }

    private List<NodeId> choose(NodeId self, Announcement announcement) {
        List<NodeId> chosen = new ArrayList<>(announcement.renew());
        List<NodeId> others = new ArrayList<>(present.stream()
                .filter(known -> known.item().equals(announcement.contentId()))
                .map(Presence::node)
                .filter(other ->
                        !other.equals(self) && !announcement.connected().contains(other))
                .sorted()
                .toList());
        Collections.shuffle(others, random);
        chosen.addAll(others);
        return chosen.subList(0, Math.min(MAX_PEERS, chosen.size()));
    }

    private PeerHandout.Peer peer(NodeId uploader, Announcement announcement, int key) {
        var sessionKey = announcement.sessionKeys().get(key);
        Envelope grant = operator.sign(
                operator.grant(uploader, sessionKey, announcement.contentId(), System.currentTimeMillis()));
        InetSocketAddress address = strangers.containsKey(uploader)
                ? strangers.get(uploader)
                : engines.get(uploader).peerAddress();
        return new PeerHandout.Peer(uploader, Optional.of(address), grant, sessionKey);
    }

    @Override
    public void close() {
        mailbox.shutdownNow();
    }
}
