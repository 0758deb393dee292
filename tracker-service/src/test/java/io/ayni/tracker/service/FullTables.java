package io.ayni.tracker.service;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.token.NodeToken;
import io.ayni.contracts.token.NodeTokenMint;
import io.ayni.tracker.access.VerifiedTokens;
import io.ayni.tracker.config.TrackerConfig;
import io.ayni.tracker.node.Consent;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.InMemoryNodeDirectory;
import io.ayni.tracker.node.NetworkPrefix;
import io.ayni.tracker.node.PeerAddress;
import io.ayni.tracker.node.Reachability;
import io.ayni.tracker.publication.EventOutbox;
import io.ayni.tracker.publication.kafka.EventMessages;
import io.ayni.tracker.registration.Challenges;
import io.ayni.tracker.registration.Nonce;
import io.ayni.tracker.swarm.AnnouncePeer;
import io.ayni.tracker.swarm.Effect;
import io.ayni.tracker.swarm.InMemorySwarmStore;
import io.ayni.tracker.swarm.Moment;
import io.ayni.tracker.swarm.SessionId;
import io.ayni.tracker.swarm.StoreLimits;
import io.ayni.tracker.swarm.SwarmCounts;
import io.ayni.tracker.swarm.TrackerCore;
import io.ayni.tracker.swarm.TrackerEvent;
import io.ayni.tracker.swarm.TrackerRules;
import io.ayni.tracker.swarm.WeightPolicy;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A program that fills every table of a tracker to its default bound, each entry as large as a client can make it, and
 * then says how full they are. Run with a given heap by {@link FullTablesIT}.
 */
final class FullTables {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final long TOKEN_LIFE_MS = 600_000;
    private static final int PEERS_OF_A_FULL_SWARM = 1_000;
    private static final int ROUNDS_UNTIL_GRANTS_ARE_AT_THEIR_BOUND = 5;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Moment moment = new Moment(NOW_MS, random);
    private final TrackerConfig config = defaults();
    private final TrackerConfig.Limits limits = config.limits();
    private final List<EnrolledNode> nodes = new ArrayList<>();
    private final List<ContentId> items = new ArrayList<>();
    private final TrackerCore core = new TrackerCore(
            new TrackerRules(limits.sessions(), limits.items(), 30_000, 100_000, 100_000, new WeightPolicy(0, 0)),
            new InMemoryNodeDirectory(limits.nodes()),
            new InMemorySwarmStore(
                    new StoreLimits(limits.swarms(), limits.peers(), limits.peersPerSwarm(), limits.peers())));
    private final Challenges challenges = new Challenges();
    private final EventOutbox outbox =
            new EventOutbox(config.events().maxRegistrations(), config.events().maxSwarms());
    private final VerifiedTokens tokens = new VerifiedTokens(this::believe, limits.nodes() / 2 + 1);

    /** Fills everything, in this JVM's heap. */
    public static void main(String[] arguments) throws Exception {
        FullTables tables = new FullTables();
        tables.fillNodes();
        tables.fillItems();
        tables.fillSessions();
        tables.fillPeers();
        tables.fillChallenges();
        tables.fillOutbox();
        tables.fillTokens();
        System.out.println(tables.core.sizes() + " events=" + tables.outbox.size());
    }

    private static TrackerConfig defaults() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(TrackerConfig.class)
                .withConverter(java.time.Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter());
        for (String file :
                List.of("grant-key", "token-key", "sealing-key", "operator-keys", "enrolment-token", "edge-token")) {
            builder.withDefaultValue("ayni.tracker." + file + "-file", "unused");
        }
        return builder.build().getConfigMapping(TrackerConfig.class);
    }

    private void fillNodes() throws UnknownHostException {
        while (core.sizes().nodes() < limits.nodes()) {
            EnrolledNode node = node(core.sizes().nodes());
            nodes.add(node);
            core.on(new TrackerEvent.NodeEnrolled(node), moment);
            core.on(
                    new TrackerEvent.DialBackEnded(
                            node.nodeId(), node.listenAddress().orElseThrow(), true),
                    moment);
        }
    }

    private EnrolledNode node(int number) throws UnknownHostException {
        Ed25519PublicKey key = new Ed25519PrivateKey(bytes(Ed25519PrivateKey.WIDTH)).publicKey();
        InetAddress ip = InetAddress.getByAddress(bytes(16));
        return new EnrolledNode(
                NodeId.of(key),
                key,
                AccountId.ofName("owner-" + number),
                NetworkPrefix.of(ip),
                number,
                "%064d".formatted(number),
                Optional.of(new PeerAddress(ip, 7000)),
                Reachability.UNKNOWN,
                0,
                new Consent(true, 1, NOW_MS));
    }

    private void fillItems() {
        while (items.size() < limits.items()) {
            items.add(new ContentId(bytes(ContentId.WIDTH)));
            core.on(new TrackerEvent.ItemPublished(items.getLast(), Long.MAX_VALUE), moment);
        }
    }

    private void fillSessions() {
        for (int i = 0; i < limits.sessions(); i++) {
            core.on(
                    new TrackerEvent.SessionOpened(
                            new SessionId(i), nodes.get(i).nodeId(), NOW_MS + 600_000),
                    moment);
        }
    }

    /** Half of the peers in well-filled swarms, where each is granted many others, the rest in as many swarms as may be. */
    private void fillPeers() {
        int half = limits.peers() / 2;
        for (int round = 1; round <= ROUNDS_UNTIL_GRANTS_ARE_AT_THEIR_BOUND; round++) {
            int connected = round == ROUNDS_UNTIL_GRANTS_ARE_AT_THEIR_BOUND ? AnnouncePeer.MAX_CONNECTED : 0;
            for (int i = 0; i < half; i++) {
                announce(i, i / PEERS_OF_A_FULL_SWARM, connected);
            }
        }
        int otherSwarms = limits.swarms() - half / PEERS_OF_A_FULL_SWARM;
        for (int i = 0; i < half; i++) {
            announce(half - 1 - i, PEERS_OF_A_FULL_SWARM + i % otherSwarms, AnnouncePeer.MAX_CONNECTED);
        }
    }

    private void announce(int node, int item, int connectedNodes) {
        Set<NodeId> connected = new HashSet<>();
        while (connected.size() < connectedNodes) {
            connected.add(new NodeId(bytes(NodeId.WIDTH)));
        }
        List<byte[]> keys = new ArrayList<>();
        while (keys.size() < AnnouncePeer.MAX_SESSION_KEYS) {
            keys.add(bytes(Ed25519PublicKey.WIDTH));
        }
        AnnouncePeer announce = new AnnouncePeer(
                items.get(item), AnnouncePeer.Event.UPDATE, 0, Long.MAX_VALUE, keys, connected, List.of());
        core.on(new TrackerEvent.PeerAnnounced(nodes.get(node).nodeId(), announce), moment);
    }

    private void fillChallenges() throws UnknownHostException {
        for (int i = 0; i < Challenges.MAX_OUTSTANDING; i++) {
            NetworkPrefix network = NetworkPrefix.of(InetAddress.getByAddress(bytes(16)));
            byte[] key = nodes.get(i % nodes.size()).publicKey().bytes();
            challenges.issue(new Nonce(bytes(Nonce.WIDTH)), Ed25519PublicKey.of(key), network, NOW_MS);
        }
    }

    private void fillOutbox() {
        for (int i = 0; i < config.events().maxRegistrations(); i++) {
            outbox.add(EventMessages.nodeRegistered(nodes.get(i % nodes.size()), bytes(16), NOW_MS));
        }
        for (int i = 0; i < config.events().maxSwarms(); i++) {
            outbox.add(EventMessages.swarmChanged(
                    new Effect.PublishCounts(items.get(i), SwarmCounts.EMPTY, 1, 1, NOW_MS)));
        }
    }

    /** Texts as long as tokens are; to make and check real ones would take longest of all. */
    private void fillTokens() {
        EnrolledNode any = nodes.getFirst();
        int length = new NodeTokenMint(OperatorFiles.TOKEN_KEY, config.publicName())
                .mint(any.publicKey(), any.account(), NOW_MS, TOKEN_LIFE_MS)
                .length();
        for (int i = 0; i < 2 * (limits.nodes() / 2 + 1); i++) {
            tokens.verify(("%0" + length + "d").formatted(i), NOW_MS).orElseThrow();
        }
    }

    private Optional<NodeToken> believe(String token, long nowMs) {
        byte[] id = bytes(NodeId.WIDTH);
        return Optional.of(
                new NodeToken(new NodeId(id), AccountId.ofName(token.substring(0, 32)), nowMs + TOKEN_LIFE_MS));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
