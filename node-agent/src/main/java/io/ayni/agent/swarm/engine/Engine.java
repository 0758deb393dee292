package io.ayni.agent.swarm.engine;

import io.ayni.agent.storage.ItemDirectories;
import io.ayni.agent.storage.PieceStore;
import io.ayni.agent.swarm.DialBack;
import io.ayni.agent.swarm.EngineSettings;
import io.ayni.agent.swarm.EngineTotals;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.agent.swarm.SwarmEngine;
import io.ayni.agent.swarm.core.CoreSettings;
import io.ayni.agent.swarm.core.LinkId;
import io.ayni.agent.swarm.core.Moment;
import io.ayni.agent.swarm.core.SwarmCore;
import io.ayni.agent.swarm.core.SwarmEffect;
import io.ayni.agent.swarm.core.SwarmEvent;
import io.ayni.agent.swarm.exchange.GrantRules;
import io.ayni.agent.swarm.exchange.UploadAccounts;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The swarm engine over the ports to disk, peers and edge. */
public final class Engine implements SwarmEngine {
    /** Most items at once. */
    public static final int MAX_ITEMS = 1_000;

    private static final System.Logger LOG = System.getLogger(Engine.class.getName());
    private static final long NANOS_PER_MS = 1_000_000;
    private static final long FORGET_MS = 30_000;
    private static final long STOP_WAIT_MS = 1_000;
    private static final long LONGEST_SLEEP_MS = 60_000;
    private static final long GREETING_WAKE_MS = 1_000;

    private final EngineSettings settings;
    private final EnginePorts ports;
    private final ItemDirectories directories;
    private final Map<ContentId, Item> items = new ConcurrentHashMap<>();
    private final Workers workers = new Workers();
    private final VerifiedPieces pieces = new VerifiedPieces();
    private final AtomicLong lastLink = new AtomicLong();
    private final long originNanos;
    private final EventLoop loop;
    private final Streams streams;
    private final EffectRunner effects;
    private final PlayerReads reads;
    private final CoreSettings coreSettings;
    private long forgetAtMs;
    private int turn;
    private InetSocketAddress peerAddress;
    private volatile boolean sharing;
    private volatile boolean closed;
    /** What items gave and received that were forgotten since. */
    private volatile EngineTotals forgotten = EngineTotals.ZERO;

    private Engine(EngineSettings settings, EnginePorts ports) {
        this.settings = settings;
        this.ports = ports;
        this.sharing = settings.sharing();
        this.originNanos = ports.nanoTime().getAsLong();
        this.loop = new EventLoop("ayni-swarm", ports.nanoTime(), this::tick, this::wakeAfterMs);
        this.directories = new ItemDirectories(settings.itemsDirectory());
        this.coreSettings = new CoreSettings(
                settings.nodeKey(),
                new GrantRules(settings.operatorKeys()),
                new UploadAccounts(ports.clock().millis()),
                settings.uploads(),
                settings.downloads(),
                settings.maxEdgeRequests(),
                ports.random(),
                this::nextLink);
        this.streams = new Streams(
                ports.transport(), loop, workers::disk, this::nextLink, this::find, this::onLoop, this::tickMs);
        this.effects = new EffectRunner(
                streams,
                workers,
                ports.edge(),
                ports.discovery(),
                ports.receipts(),
                ports.reports(),
                pieces,
                this::deliver);
        this.reads = new PlayerReads(pieces, effects, this::deliver, this::tickMs);
        effects.setSharing(sharing);
    }

    /**
     * Listens for peers and goes on with every item on disk.
     *
     * @throws IOException when the address cannot be listened on, or the items directory cannot be read
     */
    public static Engine start(EngineSettings settings, EnginePorts ports) throws IOException {
        Engine engine = new Engine(settings, ports);
        List<Metainfo> kept = engine.directories.items();
        engine.peerAddress = ports.transport().listen(settings.peerListenAddress(), engine.streams::accept);
        engine.loop.start();
        for (Metainfo metainfo : kept) {
            engine.begin(metainfo);
        }
        return engine;
    }

    private LinkId nextLink() {
        return new LinkId(lastLink.incrementAndGet());
    }

    private long tickMs() {
        return (ports.nanoTime().getAsLong() - originNanos) / NANOS_PER_MS + 1;
    }

    private Moment now() {
        return new Moment(ports.clock().millis(), tickMs());
    }

    @Override
    public synchronized void download(Metainfo metainfo) throws IOException {
        Item known = items.get(metainfo.contentId());
        if (known != null) {
            if (known.status().state() == ItemStatus.State.FAILED) {
                deliver(known, new SwarmEvent.Resumed());
            }
            return;
        }
        if (closed || items.size() >= MAX_ITEMS) {
            throw new IOException(closed ? "the engine is closed" : "more than " + MAX_ITEMS + " items");
        }
        directories.create(metainfo);
        begin(metainfo);
    }

    @Override
    public synchronized void forget(ContentId contentId) throws IOException {
        Item item = items.get(contentId);
        if (item == null || closed) {
            return;
        }
        try {
            sayGoodbye(List.of(item));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forgotten = forgotten.plus(item.totals());
        items.remove(contentId);
        closeStore(item);
        directories.delete(contentId);
    }

    private void begin(Metainfo metainfo) throws IOException {
        PieceStore store = PieceStore.open(ports.disk(), directories.of(metainfo.contentId()), metainfo);
        Item item = new Item(metainfo, new SwarmCore(metainfo, coreSettings, sharing), store);
        items.put(metainfo.contentId(), item);
        workers.disk(() -> check(item));
    }

    /** Hashes what the marks name; only what holds counts. */
    private void check(Item item) {
        BitSet held = new BitSet();
        item.store.marked().stream().takeWhile(piece -> !closed).forEach(piece -> {
            if (item.readVerified(piece).isPresent()) {
                held.set(piece);
            } else {
                withdraw(item, piece);
            }
        });
        item.nowReadable(held);
        deliver(item, new SwarmEvent.Checked(held));
        deliver(item, new SwarmEvent.SharingSet(sharing));
    }

    private static void withdraw(Item item, int piece) {
        try {
            item.store.withdraw(piece);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "mark stays; it is checked at the next start", e);
        }
    }

    /** Hands an event to a core, from any thread. */
    private void deliver(Item item, SwarmEvent event) {
        loop.post(() -> onLoop(item, event));
    }

    private void onLoop(Item item, SwarmEvent event) {
        switch (event) {
            case SwarmEvent.EdgeGave gave -> effects.edgeAnswered(item, gave.source());
            case SwarmEvent.EdgeFailed failed -> effects.edgeAnswered(item, failed.source());
            default -> {}
        }
        for (SwarmEffect effect : item.core.on(event, now())) {
            effects.run(item, effect);
        }
        item.publish();
    }

    private void tick() {
        streams.tick();
        if (tickMs() >= forgetAtMs) {
            forgetAtMs = tickMs() + FORGET_MS;
            pieces.forgetUnused();
        }
        inTurn().forEach(item -> onLoop(item, new SwarmEvent.Tick()));
    }

    /** Each time another one comes first, so that no item takes all that the owner's limits give. */
    private List<Item> inTurn() {
        List<Item> all = new ArrayList<>(items.values());
        if (all.size() > 1) {
            Collections.rotate(all, Math.floorMod(turn++, all.size()));
        }
        return all;
    }

    /** An engine that does nothing sleeps: whatever comes wakes it. */
    private long wakeAfterMs() {
        long items = LONGEST_SLEEP_MS;
        for (Item item : this.items.values()) {
            items = Math.min(items, item.core.wakeAfterMs());
        }
        long greeting = streams.isAnyUngreeted() ? GREETING_WAKE_MS : LONGEST_SLEEP_MS;
        long cache = pieces.isEmpty() ? LONGEST_SLEEP_MS : Math.max(0, forgetAtMs - tickMs());
        return Math.min(Math.min(items, greeting), cache);
    }

    private Optional<Item> find(ContentId contentId) {
        return Optional.ofNullable(items.get(contentId));
    }

    @Override
    public List<ItemStatus> items() {
        return items.values().stream().map(Item::status).toList();
    }

    @Override
    public Optional<ItemStatus> item(ContentId contentId) {
        return find(contentId).map(Item::status);
    }

    @Override
    public Optional<Metainfo> metainfo(ContentId contentId) {
        return find(contentId).map(item -> item.metainfo);
    }

    @Override
    public int read(ContentId contentId, int fileIndex, long offset, ByteBuffer target)
            throws IOException, InterruptedException {
        Item item = find(contentId).orElseThrow(() -> new IOException("the item is not known here"));
        return reads.read(item, fileIndex, offset, target);
    }

    @Override
    public void onHandout(PeerHandout handout) {
        find(handout.contentId()).ifPresent(item -> deliver(item, new SwarmEvent.HandoutCame(handout)));
    }

    @Override
    public void onDialBack(DialBack request) {
        find(request.contentId()).ifPresent(item -> deliver(item, new SwarmEvent.DialBackAsked(request)));
    }

    @Override
    public void setSharing(boolean agreed) {
        sharing = agreed;
        effects.setSharing(agreed);
        items.values().forEach(item -> deliver(item, new SwarmEvent.SharingSet(agreed)));
    }

    @Override
    public InetSocketAddress peerAddress() {
        return peerAddress;
    }

    @Override
    public EngineTotals totals() {
        return items.values().stream().map(Item::totals).reduce(forgotten, EngineTotals::plus);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            sayGoodbye(items.values());
            ports.transport().close();
            loop.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ports.edge().close();
        workers.close();
        items.values().forEach(Engine::closeStore);
    }

    /** The loop runs on, so that the last receipts of peers are still taken while the transport closes. */
    private void sayGoodbye(Collection<Item> leaving) throws InterruptedException {
        leaving.forEach(item -> deliver(item, new SwarmEvent.Stopped()));
        CountDownLatch said = new CountDownLatch(1);
        loop.post(said::countDown);
        said.await(STOP_WAIT_MS, TimeUnit.MILLISECONDS);
    }

    private static void closeStore(Item item) {
        try {
            item.store.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "item could not be closed in good order; it is checked anyway", e);
        }
    }
}
