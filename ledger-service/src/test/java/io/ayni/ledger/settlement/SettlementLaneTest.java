package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettlementLaneTest {
    private static final long MIB = 1L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Node NODE = Node.inShard("uploader", 0, 2);
    private static final LedgerAccount PENDING = new LedgerAccount.Pending(NODE.account());

    private final InMemoryLedger ledger = new InMemoryLedger(2).fund(new CampaignFunding("default", 1, 2_000_000_000L));
    private final HeldStore store = new HeldStore(ledger);
    private final RecordedProgress progress = new RecordedProgress();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger gaps = new AtomicInteger();
    private final AtomicInteger verified = new AtomicInteger();
    private final SettlementLane lane = started(new CallerRuns());

    @AfterEach
    void stop() {
        store.release();
        threads.shutdownNow();
    }

    @Test
    void whatIsAddedTogetherIsSettledInOneTransaction() {
        // Given
        store.release();

        // When
        CompletionStage<Void> settled = lane.add(List.of(good(0), good(1), good(2)));

        // Then
        assertThat(settled.toCompletableFuture()).succeedsWithin(PATIENCE);
        assertThat(store.transactions).hasValue(1);
        assertThat(ledger.nextOffset(0)).isEqualTo(3);
        assertThat(ledger.balance(PENDING)).isEqualTo(3_000);
    }

    @Test
    void signaturesOfTheNextPartAreVerifiedWhileOneIsWritten() {
        // Given
        CompletionStage<Void> first = lane.add(List.of(good(0)));
        awaitCount(store.transactions, 1);

        // When
        CompletionStage<Void> second = lane.add(List.of(good(1)));

        // Then
        awaitCount(verified, 2);
        assertThat(first.toCompletableFuture()).isNotDone();
        assertThat(ledger.nextOffset(0)).isZero();
        store.release();
        assertThat(second.toCompletableFuture()).succeedsWithin(PATIENCE);
        assertThat(first.toCompletableFuture()).isDone();
        assertThat(ledger.nextOffset(0)).isEqualTo(2);
    }

    @Test
    void recordsThatComeWhileTheLaneIsBusyShareATransaction() {
        // Given
        lane.add(List.of(good(0)));
        awaitCount(store.transactions, 1);
        lane.add(List.of(good(1)));
        lane.add(List.of(good(2)));
        CompletionStage<Void> last = lane.add(List.of(good(3)));
        await().atMost(PATIENCE).until(() -> lane.judgedRecords() == 3);

        // When
        store.release();

        // Then
        assertThat(last.toCompletableFuture()).succeedsWithin(PATIENCE);
        assertThat(store.transactions).hasValue(2);
        assertThat(ledger.nextOffset(0)).isEqualTo(4);
    }

    @Test
    void thereIsRoomAgainOnceLessThanTheLimitWaits() {
        // Given
        lane.add(List.of(good(0)));
        awaitCount(store.transactions, 1);
        CompletionStage<Void> before = lane.room();
        lane.add(List.of(large(1), large(2), large(3), large(4), large(5)));

        // When
        CompletableFuture<Void> after = lane.room().toCompletableFuture();

        // Then
        assertThat(before.toCompletableFuture()).succeedsWithin(PATIENCE);
        assertThat(after).isNotDone();
        store.release();
        assertThat(after).succeedsWithin(PATIENCE);
    }

    @Test
    void aGapTakesWhatWaitsBehindItAlong() {
        // Given
        CompletionStage<Void> beyond = lane.add(List.of(good(1)));
        awaitCount(store.transactions, 1);
        CompletionStage<Void> behind = lane.add(List.of(good(2)));
        store.release();
        assertThat(beyond.toCompletableFuture()).succeedsWithin(PATIENCE);
        assertThat(behind.toCompletableFuture()).succeedsWithin(PATIENCE);

        // When
        CompletionStage<Void> anew = lane.add(List.of(good(0), good(1), good(2)));

        // Then
        assertThat(anew.toCompletableFuture()).succeedsWithin(PATIENCE);
        assertThat(gaps).hasValue(1);
        assertThat(progress.lines).startsWith("gap from 0 to 1", "pause 5").contains("settled to offset 3 in 14 ms");
        assertThat(ledger.balance(PENDING)).isEqualTo(3_000);
    }

    @Test
    void aLaneThatBreaksDownSaysSoFromThenOn() {
        // Given
        ExecutorService ended = Executors.newSingleThreadExecutor();
        ended.shutdown();
        SettlementLane breaking = started(ended);

        // When
        CompletionStage<Void> first = breaking.add(List.of(good(0)));

        // Then
        assertThat(first.toCompletableFuture())
                .failsWithin(PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withRootCauseInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() ->
                        breaking.add(List.of(good(1))).toCompletableFuture().join())
                .hasRootCauseInstanceOf(RejectedExecutionException.class);
        assertThat(ledger.nextOffset(0)).isZero();
    }

    private SettlementLane started(ExecutorService verifiers) {
        long[] nowMs = {SettlementDesk.DECIDED_AT_MS};
        EntryRules entryRules = new EntryRules(this::keys, Operator.SEALING_KEY);
        SettleRecords settleRecords = new SettleRecords(
                new ParallelJudge(entryRules, 2, verifiers),
                SettlementDesk.RULES,
                store,
                progress,
                progress,
                () -> nowMs[0] += 7); // read three times per transaction: before, in the middle, after
        SettlementLane started = new SettlementLane(0, settleRecords, gaps::incrementAndGet);
        threads.submit(() -> {
            started.judge();
            return null;
        });
        threads.submit(() -> {
            started.write();
            return null;
        });
        return started;
    }

    /** Asked for once per claim whose signatures are looked at. */
    private OperatorKeys keys() {
        verified.incrementAndGet();
        return Operator.KEYS;
    }

    private static void awaitCount(AtomicInteger counter, int count) {
        await().atMost(PATIENCE).until(() -> counter.get() == count);
    }

    private static Arrival good(long offset) {
        return Records.arrival(
                offset,
                NODE,
                NODE.batch(offset, aGrant("good " + offset).to(NODE).settling(MIB)));
    }

    /** A good record that takes up more than half of what may wait. */
    private static Arrival large(long offset) {
        Arrival good = good(offset);
        byte[] value = new byte[SettlementLane.MAX_WAITING_BYTES / 2 + 1];
        return new Arrival(new RawRecord(offset, good.raw().key(), value), good.batch(), good.receivedAtMs());
    }

    /** A store that begins no transaction until it is released. */
    private static final class HeldStore implements SettlementStore {
        private final SettlementStore store;
        private final CountDownLatch released = new CountDownLatch(1);
        final AtomicInteger transactions = new AtomicInteger();

        HeldStore(SettlementStore store) {
            this.store = store;
        }

        void release() {
            released.countDown();
        }

        @Override
        public Map<GrantId, Mark> marks(Set<GrantId> grants) {
            synchronized (store) { // the lane has two threads
                return store.marks(grants);
            }
        }

        @Override
        public SettlementVerdict settle(StateNeeds needs, Function<LoadedState, SettlementVerdict> rule) {
            transactions.incrementAndGet();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("the test is over", e);
            }
            synchronized (store) {
                return store.settle(needs, rule);
            }
        }

        @Override
        public long nextOffset(int shard) {
            return store.nextOffset(shard);
        }
    }
}
