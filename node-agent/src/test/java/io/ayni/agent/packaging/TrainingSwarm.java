package io.ayni.agent.packaging;

import com.google.protobuf.ByteString;
import io.ayni.agent.fixture.Operator;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.home.Endpoints;
import io.ayni.agent.json.Json;
import io.ayni.agent.storage.ItemDirectories;
import io.ayni.agent.swarm.testing.LocalEdge;
import io.ayni.agent.swarm.testing.LocalTracker;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestNode;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.tracker.v1.AnnounceRequest;
import io.ayni.tracker.v1.Handout;
import io.ayni.tracker.v1.PeerHandout;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the program does in training besides starting: it fetches one item from an edge and one from a peer, which fetches
 * the first from the program. So its whole main job has been done once when the cache is written.
 */
final class TrainingSwarm implements AutoCloseable {
    private static final int ITEM_BYTES = 16 << 20;
    private static final int INTERVAL_MS = 1_000;
    private static final long PATIENCE_S = 60;

    private final SampleItem fromEdge = SampleItem.single("from-edge.bin", ITEM_BYTES, 1);
    private final SampleItem fromPeer = SampleItem.single("from-peer.bin", ITEM_BYTES, 2);
    private final LocalEdge edge = new LocalEdge();
    private final LocalEdge edgeOfPeer = new LocalEdge();
    private final TestOperator operator = new TestOperator();
    private final LocalTracker tracker = new LocalTracker(operator, 1);
    private final TestNode peer;

    /** A peer that keeps its items in this directory and has one complete. */
    TrainingSwarm(Path directory) throws IOException, InterruptedException {
        edge.publish(fromEdge);
        edgeOfPeer.publish(fromPeer);
        tracker.edges(edgeOfPeer.base());
        peer = TestNode.sharing(1, directory, operator, tracker);
        peer.engine().download(fromPeer.metainfo());
        await(() -> peer.isComplete(fromPeer.metainfo().contentId()));
    }

    /** Base URL of the program's edge. */
    String gateway() {
        return edge.base().toString();
    }

    /** The keys that the program trusts: of the scripted services and of this swarm's grants. */
    static OperatorKeys keys() {
        List<PublishedKey> keys = new ArrayList<>(Operator.keys().all());
        keys.addAll(new TestOperator().keys().all());
        return new OperatorKeys(keys);
    }

    /** Both items are wanted by the program as soon as it starts. */
    void want(AgentHome home) throws IOException {
        for (SampleItem item : List.of(fromEdge, fromPeer)) {
            new ItemDirectories(home.items()).create(item.metainfo());
        }
    }

    /** The tracker's answer to an announce of the program. */
    Optional<Handout> answer(AnnounceRequest announce) {
        ContentId item = new ContentId(announce.getContentId().toByteArray());
        Handout.Builder handout =
                Handout.newBuilder().setContentId(announce.getContentId()).setIntervalMs(INTERVAL_MS);
        boolean isHere = item.equals(fromPeer.metainfo().contentId());
        if (isHere && announce.getSessionKeysCount() > 0 && announce.getConnectedCount() == 0) {
            ByteString key = announce.getSessionKeys(0);
            handout.setSeeds(1).addPeers(offer(item, key));
        }
        return Optional.of(handout.build());
    }

    private PeerHandout offer(ContentId item, ByteString sessionKey) {
        InetSocketAddress address = peer.engine().peerAddress();
        var grant = operator.sign(operator.grant(
                peer.id(), Ed25519PublicKey.of(sessionKey.toByteArray()), item, System.currentTimeMillis()));
        return PeerHandout.newBuilder()
                .setNodeId(ByteString.copyFrom(peer.id().bytes()))
                .setAddress(address.getHostString() + ":" + address.getPort())
                .setGrant(Envelopes.toMessage(grant))
                .setSessionKey(sessionKey)
                .build();
    }

    /** Lets the program, which runs on this home, share, and returns when all items are where they should be. */
    void exchange(AgentHome home) throws IOException, InterruptedException {
        LocalApi api = new LocalApi(home);
        api.post("/api/consent", "{\"sharing\":true,\"textVersion\":1}");
        await(() -> isComplete(api, fromEdge) && isComplete(api, fromPeer));
        Endpoints program = Endpoints.read(home).orElseThrow();
        int colon = program.peer().lastIndexOf(':');
        tracker.edges();
        tracker.registerStranger(
                NodeId.parse(program.nodeId()),
                fromEdge.metainfo().contentId(),
                new InetSocketAddress(
                        program.peer().substring(0, colon),
                        Integer.parseInt(program.peer().substring(colon + 1))));
        peer.engine().download(fromEdge.metainfo());
        await(() -> peer.isComplete(fromEdge.metainfo().contentId()));
    }

    private static boolean isComplete(LocalApi api, SampleItem item) throws IOException, InterruptedException {
        List<?> items = (List<?>) Json.object(api.get("/api/status")).get("items");
        return items.stream()
                .map(known -> (Map<?, ?>) known)
                .anyMatch(known -> item.metainfo().contentId().hex().equals(known.get("contentId"))
                        && "complete".equals(known.get("state")));
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the training does not get on");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        peer.close();
        tracker.close();
        edge.close();
        edgeOfPeer.close();
    }
}
