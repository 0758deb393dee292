package io.ayni.agent.ledger;

import io.ayni.agent.contribution.FileReportBook;
import io.ayni.agent.contribution.StoredReport;
import io.ayni.agent.tracker.BackOff;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Hands reports in: at start, a second after one was kept, so that those of one download go together, and at stop. What was
 * not answered is handed in again after 1 s to 60 s. One thread does all rounds.
 */
public final class ReportSchedule implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReportSchedule.class.getName());
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final Duration LAST_ROUND = Duration.ofMillis(1_000);
    private static final Duration TOGETHER = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofHours(1);

    private final FileReportBook book;
    private final ReportLedger ledger;
    private final InstantSource clock;
    private final BackOff backOff;
    private final Semaphore news = new Semaphore(0);
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private boolean lastRoundMissedAnswers;

    private ReportSchedule(FileReportBook book, ReportLedger ledger, InstantSource clock, RandomGenerator random) {
        this.book = book;
        this.ledger = ledger;
        this.clock = clock;
        this.backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60), random);
        this.thread = Thread.ofVirtual().name("reports").unstarted(this::run);
    }

    /** Starts with a round at once. */
    public static ReportSchedule start(
            FileReportBook book, ReportLedger ledger, InstantSource clock, RandomGenerator random) {
        ReportSchedule schedule = new ReportSchedule(book, ledger, clock, random);
        book.onKept(schedule.news::release);
        schedule.thread.start();
        return schedule;
    }

    private void run() {
        try {
            while (!stopping) {
                if (round(ROUND)) {
                    awaitNews();
                } else {
                    pause(backOff.next());
                }
            }
            round(LAST_ROUND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped in haste: what has no answer is on disk
        }
    }

    private void awaitNews() throws InterruptedException {
        if (news.tryAcquire(QUIET.toMillis(), TimeUnit.MILLISECONDS)) {
            pause(TOGETHER);
            news.drainPermits();
        }
    }

    /** News do not end it, only the stop does. */
    private void pause(Duration time) throws InterruptedException {
        stop.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Hands in everything; true when nothing waits for an answer afterwards. */
    private boolean round(Duration limit) {
        try {
            book.forgetExpired(clock.millis());
            for (List<StoredReport> next = next(); !next.isEmpty(); next = next()) {
                handIn(next, limit);
            }
            backOff.reset();
            lastRoundMissedAnswers = false;
            return true;
        } catch (LedgerAwayException e) {
            noteMissed(e.getMessage());
            return false;
        } catch (UncheckedIOException e) {
            LOG.log(Level.ERROR, "reporting failed, trying again", e);
            return false;
        }
    }

    private List<StoredReport> next() {
        return book.oldest(ReportLedger.MAX_REPORTS);
    }

    private void handIn(List<StoredReport> reports, Duration limit) throws LedgerAwayException {
        List<ReportLedger.Answer> answers =
                ledger.report(reports.stream().map(StoredReport::reportEnvelope).toList(), limit);
        for (int i = 0; i < reports.size(); i++) {
            StoredReport report = reports.get(i);
            switch (answers.get(i)) {
                case KEPT -> {}
                case REFUSED -> LOG.log(Level.WARNING, "the ledger refused a report grantId={0}", report.grantId());
            }
            book.remove(report.grantId());
        }
    }

    private void noteMissed(String reason) {
        if (!lastRoundMissedAnswers) {
            LOG.log(Level.WARNING, "reports wait for the ledger, trying again reason={0}", reason);
            lastRoundMissedAnswers = true;
        }
    }

    /** Hands in once more what is there, within the given time. */
    public void close(Duration limit) {
        stopping = true;
        stop.release();
        news.release();
        LastRound.await(thread, limit);
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(2));
    }
}
