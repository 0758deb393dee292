package io.ayni.launcher.bench.ledger;

import io.ayni.embedded.KafkaProcess;
import io.ayni.embedded.PostgresProcess;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.launcher.bench.ProcessUsage;
import io.ayni.launcher.platform.LedgerPlatform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends batches through Kafka and the ledger into PostgreSQL and takes the time. Used by one thread. */
final class SettlingCourse {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_EVERY_MS = 5;

    private final LedgerPlatform platform;
    private final SettlementTopic topic;
    private final LedgerBooks books;

    SettlingCourse(LedgerPlatform platform, SettlementTopic topic, LedgerBooks books) {
        this.platform = platform;
        this.topic = topic;
        this.books = books;
    }

    /** Returns when all of them are committed. */
    Pass run(List<SignedBatch> batches) throws InterruptedException, SQLException {
        long goal = books.consumedRecords() + batches.size();
        double[] cpuBefore = cpuSeconds();
        long startNanos = System.nanoTime();
        topic.append(batches);
        awaitConsumed(goal);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        double[] cpu = cpuSeconds();
        long settlements = batches.stream().mapToLong(SignedBatch::settlements).sum();
        return new Pass(settlements, seconds, cpu[0] - cpuBefore[0], cpu[1] - cpuBefore[1], cpu[2] - cpuBefore[2]);
    }

    private void awaitConsumed(long records) throws InterruptedException, SQLException {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (books.consumedRecords() < records) {
            if (System.nanoTime() > endNanos) {
                throw new IllegalStateException("The ledger has not settled everything within " + PATIENCE.toMinutes()
                        + " minutes; its log: " + platform.ledger().process().log());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
    }

    /** Of ledger, PostgreSQL and Kafka. */
    private double[] cpuSeconds() {
        Optional<ChildProcess> postgres = platform.infrastructure().postgres().map(PostgresProcess::process);
        Optional<ChildProcess> kafka = platform.infrastructure().kafka().map(KafkaProcess::process);
        return new double[] {
            ProcessUsage.cpuMillis(platform.ledger().process().pid()) / 1000,
            postgres.map(server -> ProcessUsage.cpuMillisOfTree(server.pid())).orElse(0.0) / 1000,
            kafka.map(broker -> ProcessUsage.cpuMillis(broker.pid())).orElse(0.0) / 1000
        };
    }
}
