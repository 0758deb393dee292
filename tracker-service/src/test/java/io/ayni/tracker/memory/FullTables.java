package io.ayni.tracker.memory;

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
import io.ayni.tracker.publication.EventOutbox;
import io.ayni.tracker.publication.OutgoingEvent;
import io.ayni.tracker.registration.Challenges;
import io.ayni.tracker.registration.Nonce;
import io.ayni.tracker.swarm.*;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.*;

public final class FullTables {
    static final long NOW = 1_700_000_000_000L;
    static final SplittableRandom RANDOM = new SplittableRandom(1);
    static long last = 0;

    static void report(String what, int n) {
        System.gc();
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                "%-20s %8d  +%6.1f MiB  %8.0f B each  total %.1f MiB%n",
                what, n, (used - last) / 1048576.0, (double) (used - last) / n, used / 1048576.0);
        last = used;
    }

    static byte[] bytes(int n) {
        byte[] b = new byte[n];
        RANDOM.nextBytes(b);
        return b;
    }

    public static void main(String[] a) throws Exception {
        int nodesN = 50_000, sessionsN = 20_000, swarmsN = 50_000, peersN = 100_000, itemsN = 200_000;
        TrackerCore core = new TrackerCore(
                new TrackerRules(sessionsN, itemsN, 30_000, 512, 16, new WeightPolicy(0, 0)),
                new InMemoryNodeDirectory(nodesN),
                new InMemorySwarmStore(new StoreLimits(swarmsN, peersN, 50_000, 256)));
        Moment m = new Moment(NOW, RANDOM);
        report("start", 1);
        List<NodeId> nodes = new ArrayList<>();
        for (int i = 0; i < nodesN; i++) {
            var key = new Ed25519PrivateKey(bytes(32)).publicKey();
            var ip = InetAddress.getByAddress(bytes(16));
            var id = NodeId.of(key);
            core.on(
                    new TrackerEvent.NodeEnrolled(new EnrolledNode(
                            id,
                            key,
                            AccountId.ofName("account-with-a-name-" + i),
                            NetworkPrefix.of(ip),
                            i,
                            "x".repeat(60) + i,
                            Optional.of(new PeerAddress(ip, 7000)),
                            Reachability.UNKNOWN,
                            0,
                            new Consent(true, 1, 1))),
                    m);
            core.on(new TrackerEvent.DialBackEnded(id, new PeerAddress(ip, 7000), true), m);
            nodes.add(id);
        }
        report("nodes", nodesN);
        List<ContentId> items = new ArrayList<>();
        for (int i = 0; i < itemsN; i++) {
            var id = new ContentId(bytes(32));
            items.add(id);
            core.on(new TrackerEvent.ItemPublished(id, 1000), m);
        }
        report("items", itemsN);
        for (int i = 0; i < sessionsN; i++)
            core.on(new TrackerEvent.SessionOpened(new SessionId(i), nodes.get(i), NOW + 600_000), m);
        report("sessions", sessionsN);
        // 50,000 nodes in one swarm, the rest spread: half seeds half leeches
        Set<Integer> dummy = null;
        int peers = 0;
        for (int round = 0; round < 6; round++)
            for (int i = 0; i < 50_000; i++) {
                var keys = new ArrayList<byte[]>();
                for (int k = 0; k < 8; k++) keys.add(bytes(32));
                var connected = new HashSet<NodeId>();
                for (int k = 0; k < 64; k++) connected.add(new NodeId(bytes(32)));
                int s = i / 1000; // 50 swarms of 1,000
                core.on(
                        new TrackerEvent.PeerAnnounced(
                                nodes.get(i),
                                new AnnouncePeer(
                                        items.get(s), AnnouncePeer.Event.UPDATE, 0, 1000, keys, connected, List.of())),
                        m);
            }
        report("peers 1/2", 50_000);
        for (int i = 0; i < 50_000; i++) {
            var keys = new ArrayList<byte[]>();
            for (int k = 0; k < 8; k++) keys.add(bytes(32));
            var connected = new HashSet<NodeId>();
            for (int k = 0; k < 64; k++) connected.add(new NodeId(bytes(32)));
            core.on(
                    new TrackerEvent.PeerAnnounced(
                            nodes.get(i),
                            new AnnouncePeer(
                                    items.get(1000 + i),
                                    AnnouncePeer.Event.UPDATE,
                                    0,
                                    1000,
                                    keys,
                                    connected,
                                    List.of())),
                    m);
        }
        report("peers 2/2", 50_000);
        System.out.println(core.sizes());
        Challenges challenges = new Challenges();
        int n = 0;
        for (int i = 0; i < 65_536; i++) {
            if (challenges.issue(
                    new Nonce(bytes(32)),
                    new Ed25519PrivateKey(bytes(32)).publicKey(),
                    NetworkPrefix.of(InetAddress.getByAddress(bytes(4))),
                    NOW)) n++;
        }
        report("challenges", n);
        EventOutbox outbox = new EventOutbox(65_536, 16_384);
        for (int i = 0; i < 65_536; i++)
            outbox.add(new OutgoingEvent(OutgoingEvent.Stream.NODES, nodes.get(i % nodesN), bytes(200)));
        report("outbox", 65_536);
        System.out.println(core.sizes() + "" + outbox.size() + challenges + dummy + ByteBuffer.allocate(1));
    }
}
