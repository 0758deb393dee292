package io.ayni.ledger.simulation;

import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.simulation.Faults.Kind;
import java.util.List;

/** A replica's publishing of events: one replica at a time for each shard, oldest first, at least once. */
final class OutboxLoop {
    private static final int EVENTS_PER_ROUND = 20;

    private final World world;
    private final Connection connection;
    private final Seams seams;

    OutboxLoop(World world, Connection connection, Seams seams) {
        this.world = world;
        this.connection = connection;
        this.seams = seams;
    }

    void publish() {
        for (int shard = 0; shard < Paperwork.SHARDS; shard++) {
            int current = shard;
            connection.transaction(() -> {
                if (connection.tryLock("outbox " + current)) {
                    publish(current);
                }
                return current;
            });
        }
    }

    private void publish(int shard) {
        List<Long> oldest = world.database().outbox.get(shard).stream()
                .limit(EVENTS_PER_ROUND)
                .toList();
        if (seams.publishesBeforeRemoving()) {
            send(shard, oldest);
        }
        connection.commit(() -> world.database().outbox.get(shard).removeAll(oldest));
        if (!seams.publishesBeforeRemoving()) {
            send(shard, oldest);
        }
    }

    private void send(int shard, List<Long> events) {
        for (long event : events) {
            if (world.faults().strikes(Kind.APPEND_FAILED)) {
                throw new StoreFailure(StoreFailure.Reason.UNAVAILABLE, "no broker", null);
            }
            world.broker().publish(shard, event);
        }
        connection.trip();
    }
}
