package io.ayni.agent.swarm.engine;

import io.ayni.agent.storage.PieceStore;
import io.ayni.agent.swarm.EngineTotals;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.core.SwarmCore;
import io.ayni.contracts.content.Metainfo;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One item of the engine: its core, which only the loop touches, its store, and what other threads may see of it: status,
 * totals and which pieces can be read.
 */
final class Item {
    private static final System.Logger LOG = System.getLogger(Item.class.getName());

    final Metainfo metainfo;
    final SwarmCore core;
    final PieceStore store;
    /** A commit is under way or waits for its turn. */
    final AtomicBoolean committing = new AtomicBoolean();

    private final BitSet readable = new BitSet();
    private volatile ItemStatus status;
    private volatile EngineTotals totals;

    Item(Metainfo metainfo, SwarmCore core, PieceStore store) {
        this.metainfo = metainfo;
        this.core = core;
        this.store = store;
        publish();
    }

    /** Makes the core's state visible; on the loop. */
    void publish() {
        status = core.status();
        totals = core.totals();
    }

    ItemStatus status() {
        return status;
    }

    EngineTotals totals() {
        return totals;
    }

    synchronized void nowReadable(BitSet pieces) {
        readable.or(pieces);
        notifyAll();
    }

    synchronized void nowReadable(int piece) {
        readable.set(piece);
        notifyAll();
    }

    synchronized void notReadable(int piece) {
        readable.clear(piece);
    }

    /** Waits until the piece can be read; false when the time is over. */
    synchronized boolean awaitReadable(int piece, long waitMs) throws InterruptedException {
        if (!readable.get(piece) && waitMs > 0) {
            wait(waitMs);
        }
        return readable.get(piece);
    }

    /** Reads a piece and verifies it; empty when it is not good any more. */
    Optional<byte[]> readVerified(int piece) {
        try {
            return store.read(piece);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "piece cannot be read, it is fetched again", e);
            return Optional.empty();
        }
    }
}
