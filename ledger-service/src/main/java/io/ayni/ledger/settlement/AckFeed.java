package io.ayni.ledger.settlement;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.ledger.settlement.AckStore.StoredAck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Hands acks to those who wait for them, whichever instance decided the batch: looks for all awaited acks at once. Who
 * waits is bounded by the callers (streams × undecided batches per stream). Safe for all threads.
 */
public final class AckFeed {
    private static final int BATCHES_PER_LOOK = 1000;

    private final AckStore store;
    private final Map<DocumentId, List<Consumer<Envelope>>> waiting = new ConcurrentHashMap<>();

    /** @param store where acks appear */
    public AckFeed(AckStore store) {
        this.store = store;
    }

    /** Gives the ack of a batch to the receiver, once, as soon as a look finds it. The receiver must not block. */
    public void await(DocumentId batchId, Consumer<Envelope> receiver) {
        waiting.compute(batchId, (id, receivers) -> {
            List<Consumer<Envelope>> all = receivers == null ? new CopyOnWriteArrayList<>() : receivers;
            all.add(receiver);
            return all;
        });
    }

    /** The receiver waits no longer. */
    public void forget(DocumentId batchId, Consumer<Envelope> receiver) {
        waiting.computeIfPresent(batchId, (id, receivers) -> {
            receivers.remove(receiver);
            return receivers.isEmpty() ? null : receivers;
        });
    }

    /** How many batches are awaited. */
    public int size() {
        return waiting.size();
    }

    /**
     * Looks once for every awaited ack and hands out what is there.
     *
     * @throws io.ayni.ledger.journal.StoreFailure when the store cannot be read; the rest keeps waiting
     */
    public void look() {
        List<DocumentId> awaited = new ArrayList<>(waiting.keySet());
        for (int from = 0; from < awaited.size(); from += BATCHES_PER_LOOK) {
            int to = Math.min(from + BATCHES_PER_LOOK, awaited.size());
            Map<DocumentId, StoredAck> found = store.find(new TreeSet<>(awaited.subList(from, to)));
            found.forEach((batchId, ack) -> handOut(batchId, ack.envelope()));
        }
    }

    private void handOut(DocumentId batchId, Envelope ack) {
        List<Consumer<Envelope>> receivers = waiting.remove(batchId);
        if (receivers != null) {
            receivers.forEach(receiver -> receiver.accept(ack));
        }
    }
}
