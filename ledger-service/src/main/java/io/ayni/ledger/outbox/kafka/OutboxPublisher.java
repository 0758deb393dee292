package io.ayni.ledger.outbox.kafka;

import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.outbox.postgres.OutboxTable;
import io.ayni.ledger.outbox.postgres.OutboxTable.Stored;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox: takes the oldest {@value #MAX_PER_ROUND} events of a shard, sends them, and removes what Kafka
 * acknowledged. An event that fails keeps its place, and so do the later ones of its topic, so each topic sees a shard's
 * events in order; after a failure or a crash some come twice. One process at a time publishes a shard. Used by one thread.
 */
public final class OutboxPublisher {
    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final int MAX_PER_ROUND = 500;
    private static final String REASON_HEADER = "ayni-reason";
    private static final CompletableFuture<Void> NOT_SENT =
            CompletableFuture.failedFuture(new IllegalStateException("an earlier event of this topic failed"));

    private final Transactions transactions;
    private final Producer<byte[], byte[]> producer;
    private final int shards;
    private final Duration deadline;
    private final Set<Waiting> waiting = new HashSet<>();

    /** Events of a topic that Kafka did not take in the last round of a shard. */
    private record Waiting(int shard, String topic) {}

    /**
     * @param transactions on the runtime role's pool
     * @param producer idempotent, acks=all
     * @param shards shards 0 to {@code shards - 1} are published
     * @param deadline how long one round waits for Kafka
     */
    public OutboxPublisher(
            Transactions transactions, Producer<byte[], byte[]> producer, int shards, Duration deadline) {
        this.transactions = transactions;
        this.producer = producer;
        this.shards = shards;
        this.deadline = deadline;
    }

    /** Publishes until nothing is left or something failed. */
    public void publish() {
        for (int shard = 0; shard < shards; shard++) {
            int current = shard;
            while (transactions.run(connection -> {
                if (!OutboxTable.tryLock(connection, current)) {
                    return false;
                }
                List<Stored> oldest = OutboxTable.oldest(connection, current, MAX_PER_ROUND);
                List<Long> published = send(current, oldest);
                if (!published.isEmpty()) {
                    OutboxTable.remove(connection, published);
                }
                return oldest.size() == MAX_PER_ROUND && published.size() == MAX_PER_ROUND;
            })) {
                LOG.debugv("Outbox round full: shard={0}", current);
            }
        }
    }

    private List<Long> send(int shard, List<Stored> oldest) {
        Set<String> failedTopics = new HashSet<>();
        List<CompletableFuture<Void>> sent = new ArrayList<>(oldest.size());
        for (Stored stored : oldest) {
            sent.add(failedTopics.contains(stored.message().topic()) ? NOT_SENT : send(stored.message()));
            if (sent.getLast().isCompletedExceptionally()) {
                failedTopics.add(stored.message().topic()); // a topic that blocks is asked once a round
            }
        }
        return acknowledged(shard, oldest, sent);
    }

    private List<Long> acknowledged(int shard, List<Stored> oldest, List<CompletableFuture<Void>> sent) {
        List<Long> published = new ArrayList<>();
        Set<String> failedTopics = new HashSet<>();
        long endNanos = System.nanoTime() + deadline.toNanos();
        for (int i = 0; i < oldest.size(); i++) {
            String topic = oldest.get(i).message().topic();
            boolean isPublished = isDone(sent.get(i), endNanos) && !failedTopics.contains(topic);
            if (isPublished) {
                published.add(oldest.get(i).position());
            } else {
                failedTopics.add(topic);
            }
        }
        tell(shard, failedTopics);
        return published;
    }

    /** Says once that events wait and once that they do no longer. */
    private void tell(int shard, Set<String> failedTopics) {
        for (String topic : failedTopics) {
            if (waiting.add(new Waiting(shard, topic))) {
                LOG.warnv("Events wait for Kafka: shard={0}, topic={1}", shard, topic);
            }
        }
        waiting.removeIf(place -> {
            boolean isOver = place.shard() == shard && !failedTopics.contains(place.topic());
            if (isOver) {
                LOG.infov("Events wait no longer: shard={0}, topic={1}", shard, place.topic());
            }
            return isOver;
        });
    }

    private static boolean isDone(CompletableFuture<Void> sent, long endNanos) {
        try {
            sent.copy()
                    .orTimeout(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .join();
            return true;
        } catch (CompletionException e) {
            return false; // the caller keeps the event and says so
        }
    }

    private CompletableFuture<Void> send(OutboxMessage message) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.reason()
                .ifPresent(reason -> record.headers().add(REASON_HEADER, reason.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    done.complete(null);
                } else {
                    done.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
        return done;
    }
}
