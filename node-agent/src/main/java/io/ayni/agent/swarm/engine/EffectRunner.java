package io.ayni.agent.swarm.engine;

import io.ayni.agent.swarm.PeerDiscovery;
import io.ayni.agent.swarm.ReceiptBook;
import io.ayni.agent.swarm.ReportBook;
import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.core.Source;
import io.ayni.agent.swarm.core.SwarmEffect;
import io.ayni.agent.swarm.core.SwarmEvent;
import io.ayni.contracts.content.PieceSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Carries out what the cores want, on the loop; whatever may wait is handed to {@link Workers}. */
final class EffectRunner {
    private static final System.Logger LOG = System.getLogger(EffectRunner.class.getName());

    /** How an answer gets back to a core: from any thread. */
    interface Answers {
        /** Delivers the event on the loop. */
        void deliver(Item item, SwarmEvent event);
    }

    private record EdgeKey(Item item, Source.Edge source) {}

    private final Streams streams;
    private final Workers workers;
    private final EdgeSource edge;
    private final PeerDiscovery discovery;
    private final ReceiptBook receipts;
    private final ReportBook reports;
    private final VerifiedPieces pieces;
    private final Answers answers;
    private final Map<EdgeKey, CompletableFuture<byte[]>> edgeRequests = new HashMap<>();
    private volatile boolean sharing;

    EffectRunner(
            Streams streams,
            Workers workers,
            EdgeSource edge,
            PeerDiscovery discovery,
            ReceiptBook receipts,
            ReportBook reports,
            VerifiedPieces pieces,
            Answers answers) {
        this.streams = streams;
        this.workers = workers;
        this.edge = edge;
        this.discovery = discovery;
        this.receipts = receipts;
        this.reports = reports;
        this.pieces = pieces;
        this.answers = answers;
    }

    /** Read last before any block leaves. */
    void setSharing(boolean sharing) {
        this.sharing = sharing;
    }

    void run(Item item, SwarmEffect effect) {
        switch (effect) {
            case SwarmEffect.Send(var link, PeerMessage message) ->
                streams.find(link).ifPresent(live -> live.port.send(message));
            case SwarmEffect.SendBlock block -> streams.find(block.link()).ifPresent(live -> sendBlock(live, block));
            case SwarmEffect.StorePiece store -> workers.disk(() -> store(item, store));
            case SwarmEffect.FetchFromEdge fetch -> fetch(item, fetch);
            case SwarmEffect.CancelEdge(Source.Edge source) -> cancel(new EdgeKey(item, source));
            case SwarmEffect.KeepReceipt keep -> workers.receipts(() -> keep(item, keep));
            case SwarmEffect.KeepReport report -> workers.receipts(() -> keep(report));
            case SwarmEffect.Dial dial -> streams.dial(item, dial);
            case SwarmEffect.Close(var link, var reason) ->
                streams.take(link).ifPresent(live -> live.port.close(reason));
            case SwarmEffect.Abort(var link, String violation) ->
                streams.take(link).ifPresent(live -> {
                    // Not louder: a peer decides how often this happens.
                    LOG.log(System.Logger.Level.DEBUG, "a peer broke the protocol reason={0}", violation);
                    live.port.abort(violation);
                });
            case SwarmEffect.Announce(var announcement) -> discovery.announce(announcement);
        }
    }

    private void sendBlock(LiveLink live, SwarmEffect.SendBlock block) {
        Item item = live.item;
        live.lane.run(() -> {
            Optional<byte[]> piece = pieces.get(item, block.piece());
            if (piece.isEmpty()) {
                rotted(item, block.piece());
                return;
            }
            if (sharing) {
                ByteBuffer data = ByteBuffer.wrap(piece.get(), block.begin(), block.length());
                live.port.sendBlock(
                        new PeerMessage.PieceData(block.piece(), block.begin(), data),
                        () -> answers.deliver(item, new SwarmEvent.BlockSent(live.id, block.length())));
            }
        });
    }

    /** Drops a piece that does not hold any more; on a worker. */
    void rotted(Item item, int piece) {
        item.notReadable(piece);
        try {
            item.store.withdraw(piece);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "mark stays; it is checked at the next start", e);
        }
        answers.deliver(item, new SwarmEvent.PieceRotted(piece));
    }

    private void store(Item item, SwarmEffect.StorePiece store) {
        PieceSpan span = item.metainfo.piece(store.piece());
        if (!span.matches(store.data(), 0, store.data().length)) {
            answers.deliver(item, new SwarmEvent.PieceCorrupt(store.piece(), store.source()));
            return;
        }
        try {
            item.store.write(store.piece(), store.data());
        } catch (IOException e) {
            answers.deliver(item, new SwarmEvent.StoreFailed(store.piece(), store.source(), notWritten(item, e)));
            return;
        }
        pieces.put(item, store.piece(), store.data());
        item.nowReadable(store.piece());
        answers.deliver(item, new SwarmEvent.PieceStored(store.piece(), store.source()));
        workers.commitSoon(item, told(item));
    }

    private Workers.Committed told(Item item) {
        return new Workers.Committed() {
            @Override
            public void durable(int[] pieces) {
                answers.deliver(item, new SwarmEvent.Durable(pieces));
            }

            @Override
            public void failed(IOException failure) {
                answers.deliver(item, new SwarmEvent.NotDurable(notWritten(item, failure)));
            }
        };
    }

    /** For the owner; the log hears of it once, until writing works again. */
    private static String notWritten(Item item, IOException failure) {
        String reason = "cannot write to disk: " + failure.getMessage();
        if (item.status().failure().isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "pieces cannot be written, trying again contentId={0} reason={1}",
                    item.metainfo.contentId(),
                    failure);
        }
        return reason;
    }

    private void fetch(Item item, SwarmEffect.FetchFromEdge fetch) {
        PieceSpan span = item.metainfo.piece(fetch.piece());
        CompletableFuture<byte[]> request = edge.fetch(
                fetch.edge(),
                item.metainfo.contentId(),
                item.metainfo.files().get(span.fileIndex()).path(),
                span.offsetInFile(),
                span.lengthBytes(),
                fetch.timeout());
        edgeRequests.put(new EdgeKey(item, fetch.source()), request);
        request.whenComplete((data, failure) -> answers.deliver(item, outcome(fetch, data, failure)));
    }

    private static SwarmEvent outcome(SwarmEffect.FetchFromEdge fetch, byte[] data, Throwable failure) {
        return failure == null
                ? new SwarmEvent.EdgeGave(fetch.source(), fetch.piece(), data)
                : new SwarmEvent.EdgeFailed(fetch.source(), fetch.piece(), reasonOf(failure));
    }

    private static String reasonOf(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The answer of this request came: it need not be remembered. */
    void edgeAnswered(Item item, Source.Edge source) {
        edgeRequests.remove(new EdgeKey(item, source));
    }

    private void cancel(EdgeKey key) {
        CompletableFuture<byte[]> request = edgeRequests.remove(key);
        if (request != null) {
            request.cancel(true);
        }
    }

    private void keep(Item item, SwarmEffect.KeepReceipt keep) {
        try {
            receipts.keep(keep.grantId(), keep.grant(), keep.receipt());
            answers.deliver(item, new SwarmEvent.ReceiptKept(keep.link(), keep.grantId(), keep.cumulativeBytes()));
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.ERROR, "receipt cannot be kept", e);
            answers.deliver(item, new SwarmEvent.ReceiptNotKept(keep.link(), keep.grantId()));
        }
    }

    private void keep(SwarmEffect.KeepReport report) {
        try {
            reports.keep(report.grantId(), report.grant(), report.report());
        } catch (UncheckedIOException e) {
            // going on is right: nothing depends on it but the ledger's knowledge of what was received
            LOG.log(System.Logger.Level.WARNING, "report cannot be kept, the ledger will not have it", e);
        }
    }
}
