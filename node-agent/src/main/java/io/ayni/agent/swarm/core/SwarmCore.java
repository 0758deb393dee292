package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.EngineTotals;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.content.MetainfoFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The whole behaviour of one item's swarm as this node sees it: events in, effects out; no clock, no thread, no
 * transport. The same class runs in the agent and in the simulation. Not thread-safe.
 */
public final class SwarmCore {
    private static final long THROTTLED_WAKE_MS = 10;
    private static final long ACTIVE_WAKE_MS = 50;
    private static final long SERVING_WAKE_MS = 250;
    private static final long SETTLING_WAKE_MS = 1_000;
    private static final long STALL_MS = 10_000;

    private final SwarmState state;
    private final Requests requests;
    private final Receipts receipts;
    private final LinkTable links;
    private final Downloads downloads;
    private final BlockPump pump;
    private final Uploads uploads;
    private final EdgeDesk edge;
    private final Introductions introductions;
    private final Announcer announcer;
    private final Reports reports;
    private final PieceOutcomes outcomes;
    private long fullTickMs;

    /** A core that waits for {@link SwarmEvent.Checked}. */
    public SwarmCore(Metainfo metainfo, CoreSettings settings, boolean sharing) {
        state = new SwarmState(metainfo, settings, sharing);
        requests = new Requests(state);
        receipts = new Receipts(state);
        links = new LinkTable(state, requests, receipts);
        downloads = new Downloads(state, links, requests, receipts);
        pump = new BlockPump(state, links);
        uploads = new Uploads(state, links, pump);
        edge = new EdgeDesk(state, requests);
        SessionKeys keys = new SessionKeys(settings.random());
        introductions = new Introductions(state, links, downloads, keys);
        announcer = new Announcer(state, introductions, keys);
        reports = new Reports(state, introductions);
        outcomes = new PieceOutcomes(state, links, requests, receipts, reports, pump, edge, introductions, announcer);
    }

    /** Takes one event and says what is to be done, in order. */
    public List<SwarmEffect> on(SwarmEvent event, Moment now) {
        state.now = now;
        switch (event) {
            case SwarmEvent.Received(LinkId id, PeerMessage message) -> received(id, message);
            case SwarmEvent.BlockSent sent -> uploads.onBlockSent(sent);
            case SwarmEvent.Dialled(LinkId id) -> onLink(id, introductions::onDialled);
            case SwarmEvent.Accepted(LinkId id, PeerMessage.Hello hello) -> accepted(id, hello);
            case SwarmEvent.Closed(LinkId id) -> onLink(id, introductions::onClosed);
            case SwarmEvent.PieceStored stored -> outcomes.onStored(stored);
            case SwarmEvent.PieceCorrupt corrupt -> outcomes.onCorrupt(corrupt);
            case SwarmEvent.PieceRotted(int piece) -> outcomes.onRotted(piece);
            case SwarmEvent.StoreFailed failed -> outcomes.onStoreFailed(failed);
            case SwarmEvent.Durable(int[] pieces) -> outcomes.onDurable(pieces);
            case SwarmEvent.NotDurable(String reason) -> state.commitFailure = Optional.of(reason);
            case SwarmEvent.EdgeGave gave -> edge.onGave(gave);
            case SwarmEvent.EdgeFailed failed -> edge.onFailed(failed);
            case SwarmEvent.ReceiptKept kept -> uploads.onKept(kept);
            case SwarmEvent.ReceiptNotKept notKept ->
                onLink(notKept.link(), link -> links.close(link, PeerMessage.Bye.Reason.DONE));
            case SwarmEvent.HandoutCame came -> handout(came);
            case SwarmEvent.DialBackAsked asked -> introductions.onDialBack(asked.request());
            case SwarmEvent.ReaderWaits(int file, int piece) -> reading(file, piece);
            case SwarmEvent.SharingSet(boolean sharing) -> sharing(sharing);
            case SwarmEvent.Checked checked -> outcomes.onChecked(checked);
            case SwarmEvent.Resumed resumed -> outcomes.onResumed();
            case SwarmEvent.Tick tick when isForPumpOnly() -> pump.tick();
            case SwarmEvent.Tick tick -> tick();
            case SwarmEvent.Stopped stopped -> stop();
        }
        edge.fill();
        if (fullTickMs == now.tickMs() || !state.isFetching()) {
            reports.reportWhatIsOver();
        }
        return state.takeEffects();
    }

    private void onLink(LinkId id, Consumer<Link> then) {
        Link link = state.links.get(id);
        if (link != null) {
            then.accept(link);
        }
    }

    private void received(LinkId id, PeerMessage message) {
        if (message instanceof PeerMessage.SignedReceipt receipt) {
            links.leaving(id).ifPresent(link -> uploads.onReceipt(link, receipt));
        }
        onLink(id, link -> received(link, message));
    }

    private void received(Link link, PeerMessage message) {
        if (!link.isGreeted() && !(message instanceof PeerMessage.Hello) && !(message instanceof PeerMessage.Bye)) {
            links.violated(link, "a frame before Hello");
            return;
        }
        switch (message) {
            case PeerMessage.PieceData data -> downloads.onPieceData(link, data);
            case PeerMessage.Request request -> uploads.onRequest(link, request);
            case PeerMessage.Have have -> downloads.onHave(link, have);
            case PeerMessage.SignedReceipt receipt -> uploads.onReceipt(link, receipt);
            case PeerMessage.Cancel cancel -> uploads.onCancel(link, cancel);
            case PeerMessage.Choke choke -> downloads.onChoke(link);
            case PeerMessage.Unchoke unchoke -> downloads.onUnchoke(link);
            case PeerMessage.Bitfield bitfield -> downloads.onBitfield(link, bitfield);
            case PeerMessage.PresentGrant presented -> uploads.onPresented(link, presented);
            case PeerMessage.GrantAccepted accepted -> downloads.onAccepted(link, accepted);
            case PeerMessage.GrantRefused refused -> downloads.onRefused(link, refused);
            case PeerMessage.Hello hello -> introductions.onHello(link, hello);
            case PeerMessage.Bye bye -> bye(link);
        }
    }

    /** The other side ends in good order; it is met again only when the tracker says so. */
    private void bye(Link link) {
        links.close(link, PeerMessage.Bye.Reason.DONE);
    }

    private void accepted(LinkId id, PeerMessage.Hello hello) {
        introductions.onAccepted(id, hello);
        announcer.encouraged();
    }

    private void sharing(boolean sharing) {
        uploads.onSharing(sharing);
        announcer.onSharing();
    }

    private void handout(SwarmEvent.HandoutCame came) {
        announcer.onHandout(came.handout());
        edge.know(came.handout().edges());
        introductions.onHandout(came.handout());
    }

    private void reading(int file, int piece) {
        MetainfoFile read = state.metainfo.files().get(file);
        int last = read.firstPiece() + read.pieceCount() - 1;
        state.board.window.reading(file, piece, last, state.tickMs());
        if (!state.board.isHeld(piece)) {
            state.stall.waits(piece, state.tickMs());
        }
        requests.fillAll();
    }

    /** The upload limit is looked at more often than the rest needs. */
    private boolean isForPumpOnly() {
        return pump.isThrottled() && !state.downloadThrottled && state.tickMs() - fullTickMs < ACTIVE_WAKE_MS;
    }

    private void tick() {
        fullTickMs = state.tickMs();
        state.board.window.expire(state.tickMs());
        links.tick();
        introductions.tick();
        for (Link link : links.all()) {
            receipts.tick(link);
            downloads.tick(link);
            requests.tick(link);
        }
        pump.tick();
        edge.tick();
        outcomes.tick();
        announcer.tick();
    }

    private void stop() {
        links.all().forEach(link -> links.close(link, PeerMessage.Bye.Reason.SHUTTING_DOWN));
        announcer.stop();
        state.stopped = true;
    }

    /**
     * After how many milliseconds the next {@link SwarmEvent.Tick} should come, counted from the last event. An item that
     * nobody asks for only has to be announced now and then.
     */
    public long wakeAfterMs() {
        return Math.min(pump.dueInMs(), calmWakeMs());
    }

    private long calmWakeMs() {
        if (state.isFetching() && state.downloadThrottled) {
            return THROTTLED_WAKE_MS;
        }
        if (state.isFetching()) {
            return ACTIVE_WAKE_MS;
        }
        if (!state.links.isEmpty()) {
            return SERVING_WAKE_MS;
        }
        boolean settling =
                links.isAnyLeaving() || reports.isAnyOpen() || state.failure().isPresent();
        return settling ? SETTLING_WAKE_MS : announcer.dueInMs();
    }

    /** Whether the piece is verified and in the store. */
    public boolean holds(int piece) {
        return state.board.isHeld(piece);
    }

    /** Where the item stands. */
    public ItemStatus status() {
        boolean complete = state.checked && state.durableBytes() == state.metainfo.sizeBytes();
        ItemStatus.State where = complete ? ItemStatus.State.COMPLETE : ItemStatus.State.FETCHING;
        if (!state.checked) {
            where = ItemStatus.State.CHECKING;
        } else if (state.failure().isPresent()) {
            where = ItemStatus.State.FAILED;
        }
        return new ItemStatus(
                state.metainfo.contentId(),
                state.metainfo.name(),
                where,
                state.metainfo.sizeBytes(),
                state.durableBytes(),
                state.tally.fromPeersBytes,
                state.tally.fromEdgeBytes,
                state.links.size(),
                peers(link -> link.up.isActive()),
                peers(link -> link.down.isOpen()),
                state.failure().or(this::stall));
    }

    private int peers(Predicate<Link> kind) {
        return (int) state.links.values().stream().filter(kind).count();
    }

    /** Why nothing comes, once nothing came for a while. */
    private Optional<String> stall() {
        boolean isSlow = state.tickMs() - state.storedMs >= STALL_MS && !state.downloadThrottled;
        if (!state.isFetching() || !isSlow) {
            return Optional.empty();
        }
        return Optional.of("no piece came for a while: " + state.links.size() + " peers, "
                + state.edgeTrouble.map(trouble -> "edge: " + trouble).orElse("no word from the edge"));
    }

    /** Bytes given and received. */
    public EngineTotals totals() {
        Tally tally = state.tally;
        return new EngineTotals(
                tally.givenBytes,
                tally.receiptedBytes,
                tally.fromPeersBytes,
                tally.fromEdgeBytes,
                tally.corruptPieces,
                tally.peersDropped);
    }

    /** Piece bytes that came in vain: second copies and answers to withdrawn requests. */
    public long wastedBytes() {
        return state.tally.wastedBytes;
    }
}
