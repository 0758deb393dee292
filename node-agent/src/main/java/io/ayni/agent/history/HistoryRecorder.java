package io.ayni.agent.history;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The thread that reads the meters every 10 seconds and keeps each period when it is over. */
public final class HistoryRecorder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HistoryRecorder.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofMillis(500);

    private final History history;
    private final Supplier<Reading> meters;
    private final HistoryRules rules;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("history").unstarted(this::run);

    private HistoryRecorder(History history, Supplier<Reading> meters) {
        this.history = history;
        this.meters = meters;
        this.rules = new HistoryRules(meters.get());
    }

    /** Begins to record. */
    public static HistoryRecorder start(History history, Supplier<Reading> meters) {
        HistoryRecorder recorder = new HistoryRecorder(history, meters);
        recorder.thread.start();
        return recorder;
    }

    private void run() {
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                read();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void read() {
        rules.take(meters.get()).ifPresent(this::keep);
    }

    /** A row that cannot be kept is missing from the charts; nothing else depends on it. */
    private void keep(Sample sample) {
        try {
            history.add(sample);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a row of the history could not be kept", e);
        }
    }

    /**
     * Rows up to this moment.
     *
     * @param fromMs first instant
     * @param toMs the one after the last
     */
    public synchronized List<Sample> between(long fromMs, long toMs) throws IOException {
        read();
        long from = Sample.periodAt(fromMs);
        long to = Sample.periodAt(toMs - 1) + 1;
        return rules.with(history.between(from, to)).stream()
                .filter(sample -> sample.period() >= from && sample.period() < to)
                .toList();
    }

    /** Deletes what was kept; recording goes on. */
    public synchronized void erase() throws IOException {
        read();
        rules.restart();
        history.erase();
    }

    /** Keeps what is measured of the running period, and ends. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            read();
            rules.rest().ifPresent(this::keep);
        }
    }
}
