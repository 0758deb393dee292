package io.ayni.simulator.swarm;

import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.DialBack;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.agent.swarm.core.SwarmEvent;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.tracker.grant.GrantIssuer;
import io.ayni.tracker.node.Consent;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.InMemoryNodeDirectory;
import io.ayni.tracker.node.NetworkPrefix;
import io.ayni.tracker.node.PeerAddress;
import io.ayni.tracker.node.Reachability;
import io.ayni.tracker.swarm.AnnouncePeer;
import io.ayni.tracker.swarm.Effect;
import io.ayni.tracker.swarm.Handout;
import io.ayni.tracker.swarm.InMemorySwarmStore;
import io.ayni.tracker.swarm.Moment;
import io.ayni.tracker.swarm.SessionId;
import io.ayni.tracker.swarm.StoreLimits;
import io.ayni.tracker.swarm.TrackerCore;
import io.ayni.tracker.swarm.TrackerEvent;
import io.ayni.tracker.swarm.TrackerRules;
import io.ayni.tracker.swarm.WeightPolicy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The tracker's own core with an operator's key, and a session with every agent. Not thread-safe. */
final class SimTracker {
    private static final int MAX_NODES = 100_000;
    private static final long SECOND_MICROS = 1_000_000;
    private static final long PRICE = 1_000;

    private final SwarmWorld world;
    private final RandomGenerator random;
    private final TrackerCore core;
    private final GrantIssuer issuer;
    private final OperatorKeys operatorKeys;
    private final Map<SessionId, SimAgent> sessions = new HashMap<>();
    private boolean dead;

    SimTracker(SwarmWorld world, Metainfo item, RandomGenerator random) {
        this.world = world;
        this.random = random;
        this.core = new TrackerCore(
                new TrackerRules(MAX_NODES, 1, 30_000, 512, 16, new WeightPolicy(1_000, 1_000)),
                new InMemoryNodeDirectory(MAX_NODES),
                new InMemorySwarmStore(new StoreLimits(1, MAX_NODES, MAX_NODES, 1)));
        byte[] seed = new byte[Ed25519PrivateKey.WIDTH];
        random.nextBytes(seed);
        Ed25519PrivateKey key = new Ed25519PrivateKey(seed);
        this.issuer = new GrantIssuer(key, new SealingKey(seed), "simulation", PRICE);
        this.operatorKeys =
                new OperatorKeys(List.of(new PublishedKey(KeyPurpose.GRANT, key.publicKey(), 0, Long.MAX_VALUE)));
        on(new TrackerEvent.ItemPublished(item.contentId(), item.sizeBytes()));
        on(new TrackerEvent.EdgeAnnounced(SwarmWorld.EDGE.toString()));
        tick();
    }

    OperatorKeys operatorKeys() {
        return operatorKeys;
    }

    private void tick() {
        if (!dead) {
            on(new TrackerEvent.EdgeAnnounced(SwarmWorld.EDGE.toString()));
            on(new TrackerEvent.TimePassed());
            world.time.after(SECOND_MICROS, this::tick);
        }
    }

    /** Answers nobody any more. */
    void kill() {
        dead = true;
    }

    /** Enrols an agent whose address a dial-back has proved, and opens its session. */
    void admit(SimAgent agent) {
        PeerAddress address = new PeerAddress(agent.ip(), SimAgent.PORT);
        Consent consent = agent.behaviour == Behaviour.FREE_RIDER ? Consent.NONE : new Consent(true, 1, 0);
        on(new TrackerEvent.NodeEnrolled(new EnrolledNode(
                agent.id,
                agent.publicKey(),
                AccountId.ofName("owner-" + agent.number),
                NetworkPrefix.of(agent.ip()),
                agent.number,
                "simulated",
                Optional.of(address),
                Reachability.UNKNOWN,
                0,
                consent)));
        on(new TrackerEvent.DialBackEnded(agent.id, address, true));
        SessionId session = new SessionId(agent.number);
        sessions.put(session, agent);
        on(new TrackerEvent.SessionOpened(session, agent.id, Long.MAX_VALUE));
    }

    /** An agent's announcement has arrived. */
    void announced(SimAgent agent, Announcement announcement) {
        if (dead) {
            return;
        }
        List<Effect> effects = on(new TrackerEvent.PeerAnnounced(agent.id, announceOf(announcement)));
        for (Effect effect : effects) {
            if (effect instanceof Effect.GiveHandout(Handout handout)) {
                give(agent, handout);
            }
        }
    }

    private List<Effect> on(TrackerEvent event) {
        List<Effect> effects = core.on(event, new Moment(world.wallMs(), random));
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.PushHandout(SessionId session, Handout handout) -> give(sessions.get(session), handout);
                case Effect.AskDialBack asked -> askDialBack(asked);
                case Effect.Answer answer -> {}
                case Effect.TestReachability test -> {}
                case Effect.EndSession end -> {}
                case Effect.PublishCounts counts -> {}
            }
        }
        return effects;
    }

    private void askDialBack(Effect.AskDialBack asked) {
        SimAgent uploader = sessions.get(asked.session());
        InetSocketAddress downloader = socketAddress(asked.downloader());
        world.time.after(
                uploader.accessMicros,
                () -> uploader.on(
                        new SwarmEvent.DialBackAsked(new DialBack(asked.contentId(), downloader, asked.grantId()))));
    }

    private void give(SimAgent agent, Handout handout) {
        List<PeerHandout.Peer> peers = new ArrayList<>(handout.peers().size());
        for (var peer : handout.peers()) {
            peers.add(new PeerHandout.Peer(
                    peer.nodeId(),
                    peer.address().map(SimTracker::socketAddress),
                    issuer.issue(peer.grant()),
                    Ed25519PublicKey.of(peer.grant().sessionKey())));
        }
        PeerHandout given = new PeerHandout(
                handout.contentId(),
                peers,
                handout.edges().stream().map(URI::create).toList(),
                Duration.ofMillis(handout.intervalMs()),
                handout.counts().seeds(),
                handout.counts().leeches(),
                handout.place());
        world.time.after(agent.accessMicros, () -> agent.on(new SwarmEvent.HandoutCame(given)));
    }

    private static InetSocketAddress socketAddress(PeerAddress address) {
        return new InetSocketAddress(address.ip(), address.port());
    }

    private static AnnouncePeer announceOf(Announcement announcement) {
        return new AnnouncePeer(
                announcement.contentId(),
                AnnouncePeer.Event.valueOf(announcement.event().name()),
                announcement.haveBytes(),
                announcement.missingBytes(),
                announcement.sessionKeys().stream().map(Ed25519PublicKey::bytes).toList(),
                new HashSet<>(announcement.connected()),
                announcement.renew());
    }
}
