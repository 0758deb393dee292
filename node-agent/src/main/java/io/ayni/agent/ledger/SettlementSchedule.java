package io.ayni.agent.ledger;

import io.ayni.agent.contribution.AckVerdict;
import io.ayni.agent.contribution.AckVerdict.Decided;
import io.ayni.agent.contribution.AckVerdict.Disbelieved;
import io.ayni.agent.contribution.SettleContribution;
import io.ayni.agent.contribution.SignedBatch;
import io.ayni.agent.tracker.BackOff;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Settles at start, then at an interval, on request, and at stop. One thread does all rounds, so two never overlap. After
 * a round that left a batch without an answer, the next comes after 1 s to 60 s rather than at the interval.
 */
public final class SettlementSchedule implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SettlementSchedule.class.getName());
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final Duration LAST_ROUND = Duration.ofMillis(1_500);

    private final SettleContribution contribution;
    private final SettlementLedger ledger;
    private final Duration every;
    private final InstantSource clock;
    private final BackOff backOff;
    private final Semaphore wishes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private boolean lastRoundMissedAnswers;

    private SettlementSchedule(
            SettleContribution contribution,
            SettlementLedger ledger,
            Duration every,
            InstantSource clock,
            RandomGenerator random) {
        this.contribution = contribution;
        this.ledger = ledger;
        this.every = every;
        this.clock = clock;
        this.backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60), random);
        this.thread = Thread.ofVirtual().name("settlement").unstarted(this::run);
    }

    /** Starts with a round at once. */
    public static SettlementSchedule start(
            SettleContribution contribution,
            SettlementLedger ledger,
            Duration every,
            InstantSource clock,
            RandomGenerator random) {
        SettlementSchedule schedule = new SettlementSchedule(contribution, ledger, every, clock, random);
        schedule.thread.start();
        return schedule;
    }

    /** Asks for a round as soon as the running one has ended; returns at once. */
    public void settleNow() {
        wishes.release();
    }

    private void run() {
        try {
            while (!stopping) {
                Duration wait = round(ROUND) ? every : shorter(backOff.next(), every);
                wishes.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
                wishes.drainPermits();
            }
            round(LAST_ROUND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped in haste: what has no ack is on disk
        }
    }

    /** Hands in what is due, each receipt at most once; true when nothing waits for an answer afterwards. */
    private boolean round(Duration limit) throws InterruptedException {
        try {
            handInAgain(limit);
            List<SignedBatch> fresh = contribution.composeDue();
            if (!fresh.isEmpty()) {
                ledger.exchange(fresh, false, limit, answers());
            }
            return noteAnswered(contribution.undecided().isEmpty(), "acks are outstanding");
        } catch (LedgerAwayException e) {
            return noteAnswered(contribution.undecided().isEmpty(), e.getMessage());
        } catch (IOException e) {
            LOG.log(Level.ERROR, "settling failed, trying again", e);
            return false;
        }
    }

    private void handInAgain(Duration limit) throws LedgerAwayException, IOException, InterruptedException {
        List<SignedBatch> open = contribution.undecided();
        if (!open.isEmpty()) {
            ledger.exchange(open, true, limit, answers());
        }
    }

    private boolean noteAnswered(boolean isAnswered, String reason) {
        if (isAnswered) {
            backOff.reset();
            lastRoundMissedAnswers = false;
        } else if (!lastRoundMissedAnswers) {
            LOG.log(Level.WARNING, "batches wait for the ledger, trying again reason={0}", reason);
            lastRoundMissedAnswers = true;
        }
        return isAnswered;
    }

    private SettlementLedger.Answers answers() {
        return new SettlementLedger.Answers() {
            @Override
            public boolean onAck(Envelope ack) throws IOException {
                return count(contribution.onAck(ack, clock.millis()));
            }

            @Override
            public void onRefused(DocumentId batchId, String reason) throws IOException {
                LOG.log(Level.WARNING, "the ledger refused a batch batchId={0} reason={1}", batchId, reason);
                contribution.onRefused(batchId, clock.millis());
            }
        };
    }

    private static boolean count(AckVerdict verdict) {
        return switch (verdict) {
            case Decided decided -> true;
            case Disbelieved disbelieved -> {
                LOG.log(Level.WARNING, "an ack is not believed reason={0}", disbelieved.reason());
                yield false;
            }
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Settles once more what is due, within two seconds or the given time if that is shorter. */
    public void close(Duration limit) {
        stopping = true;
        wishes.release();
        LastRound.await(thread, limit);
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(2));
    }
}
