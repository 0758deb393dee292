package io.ayni.tracker.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.Consent;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.InMemoryNodeDirectory;
import io.ayni.tracker.node.NetworkPrefix;
import io.ayni.tracker.node.PeerAddress;
import io.ayni.tracker.node.Reachability;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A tracker core on a stage: a clock to turn, nodes to bring on, and what the core said to the last event. */
final class Scene {
    static final ContentId ITEM = item(1);
    static final long SIZE = 1_000;
    static final TrackerRules RULES = new TrackerRules(100, 100, 30_000, 1_000, 10, new WeightPolicy(0, 0));
    static final StoreLimits LIMITS = new StoreLimits(100, 10_000, 1_000, 256);

    final TrackerCore core;
    final long seed;
    long nowMs = 1_700_000_000_000L;
    List<Effect> effects = List.of();
    private final SplittableRandom random;
    private int nodes;
    private int keys;
    private long sessions;

    Scene() {
        this(RULES, LIMITS, 100_000, 42);
    }

    Scene(TrackerRules rules, StoreLimits limits, int maxNodes, long seed) {
        this.core = new TrackerCore(rules, new InMemoryNodeDirectory(maxNodes), new InMemorySwarmStore(limits));
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        on(new TrackerEvent.ItemPublished(ITEM, SIZE));
    }

    static ContentId item(int number) {
        return new ContentId(ByteBuffer.allocate(ContentId.WIDTH).putInt(number).array());
    }

    List<Effect> on(TrackerEvent event) {
        effects = core.on(event, new Moment(nowMs, random));
        return effects;
    }

    /** A fresh node; reachable and sharing unless said otherwise. Every node has an account and a network of its own. */
    NodeBuilder aNode() {
        return new NodeBuilder();
    }

    NodeId reachable() {
        return aNode().enrol();
    }

    NodeId unreachable() {
        return aNode().unreachable().enrol();
    }

    SessionId inSession(NodeId nodeId) {
        SessionId session = new SessionId(++sessions);
        on(new TrackerEvent.SessionOpened(session, nodeId, nowMs + 600_000));
        return session;
    }

    /** A node that sits in the swarm as a seed. */
    NodeId seeding(NodeId nodeId) {
        on(new TrackerEvent.PeerAnnounced(nodeId, announce(SIZE, 0, 0)));
        return nodeId;
    }

    AnnouncePeer announce(long have, long missing, int keyCount) {
        return announce(AnnouncePeer.Event.UPDATE, have, missing, keyCount, Set.of(), List.of());
    }

    AnnouncePeer announce(
            AnnouncePeer.Event event,
            long have,
            long missing,
            int keyCount,
            Set<NodeId> connected,
            List<NodeId> renew) {
        return new AnnouncePeer(ITEM, event, have, missing, sessionKeys(keyCount), connected, renew);
    }

    List<byte[]> sessionKeys(int count) {
        List<byte[]> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(ByteBuffer.allocate(32).putInt(++keys).array());
        }
        return made;
    }

    /** What a leech is handed out that has nothing and offers so many keys. */
    Handout leeching(NodeId nodeId, int keyCount) {
        return handoutFor(nodeId, announce(0, SIZE, keyCount));
    }

    Handout handoutFor(NodeId nodeId, AnnouncePeer announce) {
        on(new TrackerEvent.PeerAnnounced(nodeId, announce));
        return only(Effect.GiveHandout.class).handout();
    }

    /** How the swarm stands, as a node outside of it is told. */
    SwarmTally tally() {
        on(new TrackerEvent.SwarmScraped(reachable(), ITEM));
        return only(Effect.GiveTally.class).tally();
    }

    Refusal refusalOf(TrackerEvent event) {
        on(event);
        return only(Effect.Refused.class).reason();
    }

    <T extends Effect> T only(Class<T> type) {
        List<T> found = all(type);
        assertThat(found).as("effects %s, seed %d", effects, seed).hasSize(1);
        return found.getFirst();
    }

    <T extends Effect> List<T> all(Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    void pass(long milliseconds) {
        nowMs += milliseconds;
        on(new TrackerEvent.TimePassed());
    }

    static List<NodeId> idsOf(Handout handout) {
        return handout.peers().stream().map(PeerHandout::nodeId).toList();
    }

    /** Makes a node step by step. */
    final class NodeBuilder {
        private final int number = ++nodes;
        private String account = "owner-" + number;
        private byte[] ip = {10, (byte) (number >> 8), (byte) number, 1};
        private boolean sharing = true;
        private boolean answers = true;

        NodeBuilder ofAccount(String name) {
            account = name;
            return this;
        }

        NodeBuilder at(int a, int b, int c, int d) {
            ip = new byte[] {(byte) a, (byte) b, (byte) c, (byte) d};
            return this;
        }

        NodeBuilder unreachable() {
            answers = false;
            return this;
        }

        NodeBuilder withoutConsent() {
            sharing = false;
            return this;
        }

        EnrolledNode build() {
            byte[] seedBytes = new byte[32];
            Arrays.fill(seedBytes, (byte) number);
            ByteBuffer.wrap(seedBytes).putInt(number);
            Ed25519PrivateKey key = new Ed25519PrivateKey(seedBytes);
            return new EnrolledNode(
                    NodeId.of(key.publicKey()),
                    key.publicKey(),
                    AccountId.ofName(account),
                    NetworkPrefix.of(address().ip()),
                    number,
                    "test",
                    Optional.of(address()),
                    Reachability.UNKNOWN,
                    0,
                    sharing ? new Consent(true, 1, 0) : Consent.NONE);
        }

        PeerAddress address() {
            try {
                return new PeerAddress(InetAddress.getByAddress(ip), 7000);
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Enrols the node and ends its dial-back. */
        NodeId enrol() {
            EnrolledNode node = build();
            on(new TrackerEvent.NodeEnrolled(node));
            on(new TrackerEvent.DialBackEnded(node.nodeId(), address(), answers));
            return node.nodeId();
        }
    }
}
