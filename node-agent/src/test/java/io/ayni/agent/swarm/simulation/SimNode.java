package io.ayni.agent.swarm.simulation;

import io.ayni.agent.swarm.core.CoreSettings;
import io.ayni.agent.swarm.core.LinkId;
import io.ayni.agent.swarm.core.Moment;
import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.core.Source;
import io.ayni.agent.swarm.core.SwarmCore;
import io.ayni.agent.swarm.core.SwarmEffect;
import io.ayni.agent.swarm.core.SwarmEvent;
import io.ayni.agent.swarm.exchange.GrantRules;
import io.ayni.agent.swarm.exchange.TransferBudget;
import io.ayni.agent.swarm.exchange.UploadAccounts;
import io.ayni.agent.swarm.testing.ReportShelf;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.content.PieceSpan;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.NodeId;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** One real core with a simulated disk, uplink and streams; watches what the core asks for. */
final class SimNode {
    private record Other(SimNode node, LinkId link) {}

    final int number;
    final NodeId id;
    final SwarmCore core;
    /** What was asked of whom, to see pieces asked for twice. */
    final Watch watch;
    /** Newest kept receipt of each grant. */
    final Map<GrantId, Long> receipts = new HashMap<>();
    /** What this node reports as a downloader. */
    final ReportShelf reports = new ReportShelf();
    /** Pieces that this node sends with a flipped byte. */
    boolean corrupting;
    /** Takes requests and never answers. */
    boolean silent;
    /** Does not count for completion. */
    boolean bystander;

    private final SimWorld world;
    private final Map<LinkId, Other> streams = new HashMap<>();
    private final Map<LinkId, Long> inOrder = new HashMap<>();
    private final BitSet stored = new BitSet();
    private long lastLink;
    private long uplinkFreeAtMs;
    private long tickAtMs = Long.MAX_VALUE;
    private boolean gone;

    SimNode(SimWorld world, int number, TransferBudget uploads, TransferBudget downloads) {
        this.world = world;
        this.number = number;
        Ed25519PrivateKey key = TestOperator.key(10 + number);
        this.id = NodeId.of(key.publicKey());
        this.watch = new Watch(world.item.metainfo().pieceCount());
        CoreSettings settings = new CoreSettings(
                key,
                new GrantRules(world.operator.keys()),
                new UploadAccounts(SimWorld.START_WALL_MS),
                uploads,
                downloads,
                2,
                world.random.split(),
                () -> new LinkId(number * 1_000_000L + lastLink++));
        this.core = new SwarmCore(world.item.metainfo(), settings, true);
    }

    /** Joins with the given pieces. */
    void join(BitSet held) {
        stored.or(held);
        on(new SwarmEvent.Checked(held));
        on(new SwarmEvent.Durable(held.stream().toArray()));
        tick();
    }

    private void tick() {
        tickAtMs = Long.MAX_VALUE;
        on(new SwarmEvent.Tick());
    }

    /** As the engine does: whatever happens may bring the next tick forward. */
    private void arm() {
        long at = world.nowMs() + Math.max(1, core.wakeAfterMs());
        if (at < tickAtMs) {
            tickAtMs = at;
            world.after(at - world.nowMs(), () -> {
                if (tickAtMs == at) {
                    tick();
                }
            });
        }
    }

    /** Vanishes without a word. */
    void crash() {
        gone = true;
        Map.copyOf(streams).forEach((link, other) -> hangUp(other));
        streams.clear();
    }

    void on(SwarmEvent event) {
        if (!gone) {
            core.on(event, new Moment(SimWorld.START_WALL_MS + world.nowMs(), world.nowMs()))
                    .forEach(this::run);
            arm();
        }
    }

    boolean isDone() {
        return bystander
                || gone
                || stored.cardinality() == world.item.metainfo().pieceCount();
    }

    long storedBytes() {
        return stored.stream()
                .mapToLong(piece -> world.item.metainfo().piece(piece).lengthBytes())
                .sum();
    }

    /** What peers have signed for. */
    long receiptedBytes() {
        return receipts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void run(SwarmEffect effect) {
        watch.see(effect, stored);
        switch (effect) {
            case SwarmEffect.Dial dial -> dial(dial);
            case SwarmEffect.Send(LinkId link, PeerMessage message) -> send(link, message, 0);
            case SwarmEffect.SendBlock block -> sendBlock(block);
            case SwarmEffect.Close(LinkId link, PeerMessage.Bye.Reason reason) -> {
                send(link, new PeerMessage.Bye(reason), 0);
                streams.remove(link);
            }
            case SwarmEffect.Abort(LinkId link, String violation) ->
                throw new AssertionError("node " + number + " was offended: " + violation);
            case SwarmEffect.StorePiece store -> world.after(world.shape.diskMs(), () -> store(store));
            case SwarmEffect.FetchFromEdge fetch -> fetch(fetch);
            case SwarmEffect.CancelEdge cancel -> {}
            case SwarmEffect.KeepReceipt keep -> {
                receipts.put(keep.grantId(), keep.cumulativeBytes());
                world.after(
                        world.shape.diskMs(),
                        () -> on(new SwarmEvent.ReceiptKept(keep.link(), keep.grantId(), keep.cumulativeBytes())));
            }
            case SwarmEffect.KeepReport report -> reports.keep(report.grantId(), report.grant(), report.report());
            case SwarmEffect.Announce(var announcement) ->
                world.after(world.shape.latencyMs(), () -> world.tracker.announce(this, announcement));
        }
    }

    private void dial(SwarmEffect.Dial dial) {
        SimNode other = world.nodes.get(dial.address().getPort() - 1);
        if (other.gone) {
            world.after(world.shape.latencyMs(), () -> on(new SwarmEvent.Closed(dial.link())));
            return;
        }
        LinkId theirs = new LinkId(-dial.link().value() - 1);
        streams.put(dial.link(), new Other(other, theirs));
        other.streams.put(theirs, new Other(this, dial.link()));
        on(new SwarmEvent.Dialled(dial.link()));
    }

    private void sendBlock(SwarmEffect.SendBlock block) {
        if (silent) {
            return;
        }
        byte[] piece = world.item.piece(block.piece());
        piece[block.begin()] ^= (byte) (corrupting ? 1 : 0);
        uplinkFreeAtMs = Math.max(uplinkFreeAtMs, world.nowMs()) + block.length() / world.shape.uplinkBytesPerMs();
        long wait = uplinkFreeAtMs - world.nowMs();
        ByteBuffer data = ByteBuffer.wrap(piece, block.begin(), block.length());
        send(block.link(), new PeerMessage.PieceData(block.piece(), block.begin(), data), wait);
        world.after(wait, () -> on(new SwarmEvent.BlockSent(block.link(), block.length())));
    }

    private void send(LinkId link, PeerMessage message, long waitMs) {
        Other other = streams.get(link);
        if (other == null) {
            return;
        }
        long at = Math.max(inOrder.getOrDefault(other.link(), 0L), world.nowMs() + waitMs + world.shape.latencyMs());
        inOrder.put(other.link(), at);
        world.after(at - world.nowMs(), () -> other.node().receive(other.link(), message));
    }

    private void receive(LinkId link, PeerMessage message) {
        if (message instanceof PeerMessage.Hello hello && link.value() < 0) {
            on(new SwarmEvent.Accepted(link, hello));
        } else {
            on(new SwarmEvent.Received(link, message));
        }
    }

    private void hangUp(Other other) {
        world.after(world.shape.latencyMs(), () -> {
            other.node().streams.remove(other.link());
            other.node().on(new SwarmEvent.Closed(other.link()));
        });
    }

    private void store(SwarmEffect.StorePiece store) {
        PieceSpan span = world.item.metainfo().piece(store.piece());
        if (!span.matches(store.data(), 0, store.data().length)) {
            on(new SwarmEvent.PieceCorrupt(store.piece(), store.source()));
            return;
        }
        stored.set(store.piece());
        on(new SwarmEvent.PieceStored(store.piece(), store.source()));
        on(new SwarmEvent.Durable(new int[] {store.piece()}));
    }

    private void fetch(SwarmEffect.FetchFromEdge fetch) {
        Source.Edge source = fetch.source();
        if (world.edgeDown) {
            world.after(
                    world.shape.edgeLatencyMs(),
                    () -> on(new SwarmEvent.EdgeFailed(source, fetch.piece(), "connection refused")));
            return;
        }
        byte[] piece = world.item.piece(fetch.piece());
        world.after(world.edgeDelayMs(piece.length), () -> on(new SwarmEvent.EdgeGave(source, fetch.piece(), piece)));
    }
}
