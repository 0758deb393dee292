package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.document.DocumentId;
import io.ayni.launcher.bench.Samples;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Hands batches in at an even pace, as nodes do, and measures for each how long after "accepted" its effect is committed:
 * visible to everybody who reads the balance from then on.
 */
final class VisibilityProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long TURN_NANOS = 2_000_000;

    /** Adds at most as much to a delay; looking more often would take processor and database away from the ledger. */
    private static final long LOOK_EVERY_NANOS = 10_000_000;

    private final SettlementClient client;
    private final LedgerBooks books;
    private final Map<DocumentId, Long> accepted = new ConcurrentHashMap<>();
    private final Map<DocumentId, Long> visible = new ConcurrentHashMap<>();
    private long lookedAtNanos = System.nanoTime();

    VisibilityProbe(SettlementClient client, LedgerBooks books) {
        this.client = client;
        this.books = books;
    }

    /**
     * Milliseconds from acceptance to commit, one for each batch; 0 where the commit was seen first.
     *
     * @param interval between two batches
     */
    Samples run(List<SignedBatch> batches, Duration interval) throws SQLException {
        client.onAccepted(batch -> accepted.put(batch, System.nanoTime()));
        List<DocumentId> handedIn = new ArrayList<>();
        Set<DocumentId> awaited = new LinkedHashSet<>();
        long startNanos = System.nanoTime();
        long endNanos = startNanos + interval.toNanos() * batches.size() + PATIENCE.toNanos();
        while (handedIn.size() < batches.size() || !awaited.isEmpty() || accepted.size() < batches.size()) {
            long due = (System.nanoTime() - startNanos) / interval.toNanos();
            while (handedIn.size() < Math.min(due, batches.size())) {
                SignedBatch next = batches.get(handedIn.size());
                client.handIn(next);
                handedIn.add(next.envelope().id());
                awaited.add(next.envelope().id());
            }
            client.requireTaken();
            look(awaited);
            if (System.nanoTime() > endNanos) {
                throw new IllegalStateException(awaited.size() + " batches were handed in and not settled");
            }
            LockSupport.parkNanos(TURN_NANOS);
        }
        return Samples.of(handedIn.stream().map(this::delayMs).toList());
    }

    private void look(Set<DocumentId> awaited) throws SQLException {
        if (awaited.isEmpty() || System.nanoTime() - lookedAtNanos < LOOK_EVERY_NANOS) {
            return;
        }
        lookedAtNanos = System.nanoTime();
        List<DocumentId> decided = books.decided(awaited);
        long now = System.nanoTime();
        decided.forEach(batch -> visible.put(batch, now));
        decided.forEach(awaited::remove);
    }

    private double delayMs(DocumentId batch) {
        return Math.max(0, visible.get(batch) - accepted.get(batch)) / 1e6;
    }
}
