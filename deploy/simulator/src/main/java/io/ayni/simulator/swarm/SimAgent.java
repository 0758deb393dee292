package io.ayni.simulator.swarm;

import io.ayni.agent.swarm.core.CoreSettings;
import io.ayni.agent.swarm.core.LinkId;
import io.ayni.agent.swarm.core.Moment;
import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.core.SwarmCore;
import io.ayni.agent.swarm.core.SwarmEffect;
import io.ayni.agent.swarm.core.SwarmEvent;
import io.ayni.agent.swarm.exchange.GrantRules;
import io.ayni.agent.swarm.exchange.TransferBudget;
import io.ayni.agent.swarm.exchange.UploadAccounts;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.identity.NodeId;
import io.ayni.simulator.kernel.VirtualTime;
import io.ayni.simulator.network.Downlink;
import io.ayni.simulator.network.Uplink;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One real core with a made-up disk and network: carries out what the core wants. Not thread-safe. */
final class SimAgent {
    static final int PORT = 7_000;

    private static final int MAX_EDGE_REQUESTS = 2;
    private static final long DISK_MICROS = 2_000;
    private static final long RECEIPT_MICROS = 5_000;
    /** Connection and TLS: two round trips. */
    private static final int HANDSHAKE_WAYS = 4;

    /** This side of a peer stream. */
    private record Stream(LinkId id, SimAgent other, LinkId otherId, Uplink.Stream out) {}

    final int number;
    final Behaviour behaviour;
    final NodeId id;
    /** One way between this node and the middle of the network. */
    final long accessMicros;

    final SwarmCore core;

    private final SwarmWorld world;
    private final Ed25519PrivateKey key;
    private final Uplink uplink;
    private final Downlink downlink;
    private final Map<LinkId, Stream> streams = new HashMap<>();
    private final BitSet stored = new BitSet();
    private long lastLink;
    private long nextTickMs = Long.MAX_VALUE;
    private boolean gone;
    private int badPieces;
    private long completedMicros = -1;

    SimAgent(SwarmWorld world, int number, Behaviour behaviour, RandomGenerator random) {
        this.world = world;
        this.number = number;
        this.behaviour = behaviour;
        SwarmPlan.Network network = world.plan.network();
        this.accessMicros = random.nextLong(network.minAccessMicros(), network.maxAccessMicros() + 1);
        this.uplink = new Uplink(world.time, network.uploadBytesPerSecond());
        this.downlink = new Downlink(world.time, network.downloadBytesPerSecond());
        byte[] seed = new byte[Ed25519PrivateKey.WIDTH];
        random.nextBytes(seed);
        this.key = new Ed25519PrivateKey(seed);
        this.id = NodeId.of(key.publicKey());
        CoreSettings settings = new CoreSettings(
                key,
                new GrantRules(world.tracker.operatorKeys()),
                new UploadAccounts(SwarmWorld.START_WALL_MS),
                TransferBudget.UNLIMITED,
                TransferBudget.UNLIMITED,
                MAX_EDGE_REQUESTS,
                random,
                () -> new LinkId(++lastLink));
        this.core = new SwarmCore(world.item, settings, behaviour != Behaviour.FREE_RIDER);
    }

    Ed25519PublicKey publicKey() {
        return key.publicKey();
    }

    InetAddress ip() {
        try {
            return InetAddress.getByAddress(new byte[] {10, (byte) (number >> 8), (byte) number, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** The agent with this address. */
    static int numberOf(InetAddress ip) {
        byte[] bytes = ip.getAddress();
        return Byte.toUnsignedInt(bytes[1]) << Byte.SIZE | Byte.toUnsignedInt(bytes[2]);
    }

    /** Starts with what its behaviour has. */
    void join() {
        BitSet held = new BitSet();
        if (behaviour == Behaviour.POLLUTER || behaviour == Behaviour.SILENT) {
            held.set(0, world.item.pieceCount());
        }
        stored.or(held);
        on(new SwarmEvent.Checked(held));
        on(new SwarmEvent.Durable(held.stream().toArray()));
    }

    /** Vanishes without a word. */
    void crash() {
        gone = true;
        for (Stream stream : List.copyOf(streams.values())) {
            stream.out.close();
            world.time.after(delayTo(stream.other), () -> stream.other.lost(stream.otherId));
        }
        streams.clear();
    }

    private void lost(LinkId link) {
        Stream stream = streams.remove(link);
        if (stream != null) {
            stream.out.close();
            on(new SwarmEvent.Closed(link));
        }
    }

    boolean isGone() {
        return gone;
    }

    /** Whether the run waits for it. */
    boolean mustComplete() {
        return !gone && (behaviour == Behaviour.HONEST || behaviour == Behaviour.FREE_RIDER);
    }

    boolean isComplete() {
        return completedMicros >= 0;
    }

    long completedMicros() {
        return completedMicros;
    }

    int badPieces() {
        return badPieces;
    }

    /** Whether the piece is in the store. */
    boolean holds(int piece) {
        return stored.get(piece);
    }

    void on(SwarmEvent event) {
        if (!gone) {
            List<SwarmEffect> effects = core.on(event, new Moment(world.wallMs(), world.time.nowMs()));
            for (SwarmEffect effect : effects) {
                run(effect);
            }
            wake();
        }
    }

    private void wake() {
        long atMs = world.time.nowMs() + Math.max(1, core.wakeAfterMs());
        if (atMs < nextTickMs) {
            nextTickMs = atMs;
            world.time.after((atMs - 1) * VirtualTime.MICROS_PER_MS - world.time.nowMicros(), () -> tick(atMs));
        }
    }

    private void tick(long atMs) {
        if (atMs == nextTickMs) {
            nextTickMs = Long.MAX_VALUE;
            on(new SwarmEvent.Tick());
        }
    }

    private void run(SwarmEffect effect) {
        switch (effect) {
            case SwarmEffect.Send(LinkId link, PeerMessage message) -> send(link, message);
            case SwarmEffect.SendBlock block -> sendBlock(block);
            case SwarmEffect.StorePiece store -> world.time.after(DISK_MICROS, () -> store(store));
            case SwarmEffect.FetchFromEdge fetch -> world.edge.fetch(this, fetch);
            case SwarmEffect.CancelEdge(var source) -> world.edge.cancel(this, source);
            case SwarmEffect.KeepReceipt keep ->
                world.time.after(
                        RECEIPT_MICROS,
                        () -> on(new SwarmEvent.ReceiptKept(keep.link(), keep.grantId(), keep.cumulativeBytes())));
            case SwarmEffect.KeepReport _ -> {} // no ledger hears of it
            case SwarmEffect.Dial dial -> dial(dial);
            case SwarmEffect.Close(LinkId link, PeerMessage.Bye.Reason reason) -> {
                send(link, new PeerMessage.Bye(reason));
                streams.remove(link);
            }
            case SwarmEffect.Abort(LinkId link, String violation) -> abort(link, violation);
            case SwarmEffect.Announce(var announcement) ->
                world.time.after(accessMicros, () -> world.tracker.announced(this, announcement));
        }
    }

    private void abort(LinkId link, String violation) {
        world.violations.add("node " + number + ": " + violation);
        Stream stream = streams.remove(link);
        if (stream != null) {
            stream.out.close();
            world.time.after(delayTo(stream.other), () -> stream.other.lost(stream.otherId));
        }
    }

    private long delayTo(SimAgent other) {
        return accessMicros + other.accessMicros;
    }

    private void dial(SwarmEffect.Dial dial) {
        SimAgent other = world.agents.get(numberOf(dial.address().getAddress()));
        world.time.after(HANDSHAKE_WAYS * delayTo(other), () -> connected(dial.link(), other));
    }

    private void connected(LinkId link, SimAgent other) {
        if (gone) {
            return;
        }
        if (other.gone) {
            on(new SwarmEvent.Closed(link));
            return;
        }
        LinkId theirs = new LinkId(- ++other.lastLink);
        streams.put(link, new Stream(link, other, theirs, new Uplink.Stream()));
        other.streams.put(theirs, new Stream(theirs, this, link, new Uplink.Stream()));
        on(new SwarmEvent.Dialled(link));
    }

    private void send(LinkId link, PeerMessage message) {
        Stream stream = streams.get(link);
        if (stream == null || behaviour == Behaviour.NON_SIGNER && message instanceof PeerMessage.SignedReceipt) {
            return;
        }
        uplink.send(stream.out, 0, () -> deliver(stream, message, 0));
    }

    private void deliver(Stream stream, PeerMessage message, int bytes) {
        stream.other.downlink.receive(bytes, delayTo(stream.other), () -> stream.other.receive(stream, message));
    }

    private void receive(Stream from, PeerMessage message) {
        LinkId link = from.otherId;
        if (!streams.containsKey(link)) {
            return;
        }
        if (message instanceof PeerMessage.Hello hello && link.value() < 0) {
            on(new SwarmEvent.Accepted(link, hello));
        } else {
            on(new SwarmEvent.Received(link, message));
            if (message instanceof PeerMessage.Bye) {
                streams.remove(link);
            }
        }
    }

    /** Takes in what the edge has sent. */
    void receiveFromEdge(int bytes, Runnable received) {
        downlink.receive(bytes, accessMicros, received);
    }

    private void sendBlock(SwarmEffect.SendBlock block) {
        Stream stream = streams.get(block.link());
        if (stream == null || behaviour == Behaviour.SILENT) {
            return;
        }
        ByteBuffer data = world.data.block(block.length(), behaviour == Behaviour.POLLUTER);
        PeerMessage.PieceData message = new PeerMessage.PieceData(block.piece(), block.begin(), data);
        uplink.send(stream.out, block.length(), () -> {
            deliver(stream, message, block.length());
            on(new SwarmEvent.BlockSent(block.link(), block.length()));
        });
    }

    private void store(SwarmEffect.StorePiece store) {
        if (gone) {
            return;
        }
        if (!world.data.isGood(store.data(), world.item.pieceLengthBytes())) {
            on(new SwarmEvent.PieceCorrupt(store.piece(), store.source()));
            return;
        }
        badPieces += world.data.isSpoilt(store.data()) ? 1 : 0;
        stored.set(store.piece());
        if (stored.cardinality() == world.item.pieceCount() && !isComplete()) {
            completedMicros = world.time.nowMicros();
            world.completed(this);
        }
        on(new SwarmEvent.PieceStored(store.piece(), store.source()));
        on(new SwarmEvent.Durable(new int[] {store.piece()}));
    }
}
