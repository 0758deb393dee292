package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.ledger.settlement.Arrival;
import io.ayni.ledger.settlement.RawRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Kafka: the settlement topic with its consumer group, and the topic that events are published to. */
final class Broker {
    private final List<List<Arrival>> partitions = new ArrayList<>();
    private final List<Set<Long>> broken = new ArrayList<>();
    private final int[] owners = new int[Paperwork.SHARDS];
    private final Set<DocumentId> batches = new HashSet<>();
    private final long[] published = new long[Paperwork.SHARDS];

    Broker() {
        for (int partition = 0; partition < Paperwork.SHARDS; partition++) {
            partitions.add(new ArrayList<>());
            broken.add(new HashSet<>());
            owners[partition] = partition;
        }
    }

    /** Appends a record. */
    void append(int partition, byte[] key, Optional<Envelope> batch, long receivedAtMs) {
        List<Arrival> records = partitions.get(partition);
        byte[] value = batch.map(Envelope::body).orElse(new byte[0]);
        records.add(new Arrival(new RawRecord(records.size(), key, value), batch, receivedAtMs));
        batch.ifPresent(envelope -> batches.add(envelope.id()));
    }

    /** Appends a record that holds nothing to settle, whatever it looks like. */
    void appendBroken(int partition, byte[] key, Optional<Envelope> batch, long receivedAtMs) {
        broken.get(partition).add((long) partitions.get(partition).size());
        append(partition, key, batch, receivedAtMs);
    }

    boolean isBroken(int partition, long offset) {
        return broken.get(partition).contains(offset);
    }

    /** Whether a batch is in the topic. */
    boolean holds(DocumentId batch) {
        return batches.contains(batch);
    }

    /** All records of a partition so far. */
    List<Arrival> records(int partition) {
        return partitions.get(partition);
    }

    /** Which replica the group gives a partition to. */
    int owner(int partition) {
        return owners[partition];
    }

    void assign(int partition, int replica) {
        owners[partition] = replica;
    }

    /** Takes an event; of each shard they must come in order for the first time, and may come again. */
    void publish(int shard, long position) {
        require(position <= published[shard] + 1, "I12", "an event was left out before " + position);
        published[shard] = Math.max(published[shard], position);
    }
}
