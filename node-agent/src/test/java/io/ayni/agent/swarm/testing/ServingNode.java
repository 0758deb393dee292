package io.ayni.agent.swarm.testing;

import static org.awaitility.Awaitility.await;

import io.ayni.agent.storage.ChannelDisk;
import io.ayni.agent.storage.Disk;
import io.ayni.agent.storage.ItemDirectories;
import io.ayni.agent.storage.PieceStore;
import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.EngineSettings;
import io.ayni.agent.swarm.EngineTotals;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.agent.swarm.SwarmEngine;
import io.ayni.agent.swarm.engine.Engine;
import io.ayni.agent.swarm.engine.EnginePorts;
import io.ayni.agent.swarm.exchange.TransferBudget;
import io.ayni.agent.swarm.grpc.GrpcPeerTransport;
import io.ayni.agent.swarm.http.HttpEdgeSource;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.identity.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real engine on loopback that holds pieces of one item and shares. Its wall clock stands still and its waiting clock
 * runs; both go forward when a test says so.
 */
public final class ServingNode implements AutoCloseable {
    /** Wall clock at the start, Unix milliseconds. */
    public static final long START_MS = 1_800_000_000_000L;
    /** What a node that gave nothing says it gave. */
    public static final EngineTotals NOTHING = new EngineTotals(0, 0, 0, 0, 0, 0);

    private final Ed25519PrivateKey key = TestOperator.key(99);
    private final AtomicLong wallMs = new AtomicLong(START_MS);
    private final AtomicLong skippedNanos = new AtomicLong();
    private final List<Announcement> announced = new CopyOnWriteArrayList<>();
    private final ReceiptShelf receipts = new ReceiptShelf();
    private final ReportShelf reports = new ReportShelf();
    private final TestOperator operator;
    private final SampleItem item;
    private final SwarmEngine engine;

    private ServingNode(SampleItem item, Path directory, TestOperator operator, Disk disk) throws IOException {
        this.operator = operator;
        this.item = item;
        EngineSettings settings = new EngineSettings(
                directory,
                key,
                operator.keys(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TransferBudget.UNLIMITED,
                TransferBudget.UNLIMITED,
                2,
                true);
        engine = Engine.start(
                settings,
                new EnginePorts(
                        announced::add,
                        receipts,
                        reports,
                        new GrpcPeerTransport(),
                        new HttpEdgeSource(),
                        disk,
                        () -> Instant.ofEpochMilli(wallMs.get()),
                        () -> System.nanoTime() + skippedNanos.get(),
                        new SecureRandom()));
        await().until(() -> status().state() != ItemStatus.State.CHECKING);
    }

    /** Starts a node that holds the whole item. */
    public static ServingNode holding(SampleItem item, Path directory, TestOperator operator) throws IOException {
        BitSet all = new BitSet();
        all.set(0, item.metainfo().pieceCount());
        return holding(item, all, directory, operator);
    }

    /** Starts a node that holds these pieces of the item. */
    public static ServingNode holding(SampleItem item, BitSet pieces, Path directory, TestOperator operator)
            throws IOException {
        lay(item, pieces, directory, new ChannelDisk());
        return found(item, directory, operator, new ChannelDisk());
    }

    /** Starts a node on what it finds in the directory and on the disk. */
    public static ServingNode found(SampleItem item, Path directory, TestOperator operator, Disk disk)
            throws IOException {
        return new ServingNode(item, directory, operator, disk);
    }

    /** Puts pieces of an item where a node will find them. */
    public static void lay(SampleItem item, BitSet pieces, Path directory, Disk disk) throws IOException {
        Path itemDirectory = new ItemDirectories(directory).create(item.metainfo());
        try (PieceStore store = PieceStore.open(disk, itemDirectory, item.metainfo())) {
            for (int piece : pieces.stream().toArray()) {
                store.write(piece, item.piece(piece));
            }
        }
    }

    /** Time passes on both clocks. */
    public void pass(Duration time) {
        wallMs.addAndGet(time.toMillis());
        skippedNanos.addAndGet(time.toNanos());
    }

    /** The tracker names an edge and nobody else. */
    public void offer(URI edge) {
        engine.onHandout(
                new PeerHandout(item.metainfo().contentId(), List.of(), List.of(edge), Duration.ofMinutes(10), 0, 0));
    }

    /** So much time passes again and again until the condition holds; for what comes some time after nobody knows when. */
    public void passUntil(Duration time, Callable<Boolean> condition) {
        await().until(() -> {
            pass(time);
            return condition.call();
        });
    }

    /**
     * The tracker hands out an uploader, with a grant over a session key that this node announced.
     *
     * @return the grant
     */
    public Grant meet(NodeId uploader, InetSocketAddress address) {
        await().until(() -> !announced.isEmpty());
        Ed25519PublicKey sessionKey = announced.getFirst().sessionKeys().getFirst();
        Grant grant = operator.grant(uploader, sessionKey, item.metainfo().contentId(), wallMs.get());
        engine.onHandout(new PeerHandout(
                item.metainfo().contentId(),
                List.of(new PeerHandout.Peer(uploader, Optional.of(address), operator.sign(grant), sessionKey)),
                List.of(),
                Duration.ofMinutes(10),
                1,
                0));
        return grant;
    }

    /** A grant to be served by this node for its item, issued now. */
    public Grant grantTo(Ed25519PublicKey sessionKey) {
        return operator.grant(id(), sessionKey, item.metainfo().contentId(), wallMs.get());
    }

    /** Its wall clock. */
    public long nowMs() {
        return wallMs.get();
    }

    /** Its node id. */
    public NodeId id() {
        return NodeId.of(key.publicKey());
    }

    /** Its node key as others know it. */
    public Ed25519PublicKey publicKey() {
        return key.publicKey();
    }

    /** Its item. */
    public SampleItem item() {
        return item;
    }

    /** Its engine. */
    public SwarmEngine engine() {
        return engine;
    }

    /** Its receipts as an uploader. */
    public ReceiptShelf receipts() {
        return receipts;
    }

    /** Its reports as a downloader. */
    public ReportShelf reports() {
        return reports;
    }

    /** Where its item stands. */
    public ItemStatus status() {
        return engine.item(item.metainfo().contentId()).orElseThrow();
    }

    @Override
    public void close() {
        engine.close();
    }
}
