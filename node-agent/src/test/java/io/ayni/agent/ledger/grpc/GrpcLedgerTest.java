package io.ayni.agent.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.agent.contribution.BatchStore;
import io.ayni.agent.contribution.FileReceiptBook;
import io.ayni.agent.contribution.SettleContribution;
import io.ayni.agent.contribution.SettlementSummary;
import io.ayni.agent.fixture.AGrant;
import io.ayni.agent.fixture.GrpcService;
import io.ayni.agent.fixture.Operator;
import io.ayni.agent.fixture.ScriptedLedger;
import io.ayni.agent.fixture.ScriptedLedger.Manner;
import io.ayni.agent.ledger.AccountEntry;
import io.ayni.agent.ledger.Balance;
import io.ayni.agent.ledger.SettlementSchedule;
import io.ayni.contracts.document.ResultCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class GrpcLedgerTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(AGrant.ISSUED_AT_MS));
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration RARELY = Duration.ofHours(1);
    private static final SettlementSummary NOTHING = new SettlementSummary(0, 0, 0, 0);
    private static final SettlementSummary SETTLED = new SettlementSummary(0, 0, 100, 100);

    @TempDir
    Path directory;

    private final ScriptedLedger script = new ScriptedLedger();
    private Optional<String> token = Optional.of("node-token");
    private GrpcService service;
    private GrpcLedger ledger;
    private FileReceiptBook receipts;
    private SettleContribution settling;
    private SettlementSchedule schedule;

    @BeforeEach
    void listen() throws IOException {
        service = new GrpcService(script);
        ledger = new GrpcLedger(service.channel(), () -> token, Operator.NODE.publicKey());
        open();
    }

    private void open() throws IOException {
        receipts = FileReceiptBook.open(directory.resolve("receipts"));
        settling = new SettleContribution(
                receipts, BatchStore.open(directory.resolve("batches")), Operator.NODE, Operator.keys());
    }

    @AfterEach
    void close() throws InterruptedException {
        if (schedule != null) {
            schedule.close();
        }
        service.close();
    }

    @Test
    void receiptsAreSettledAtStartWithTheNodeToken() {
        // Given
        give(1, 100);

        // When
        start(RARELY);

        // Then
        awaitSummary(SETTLED);
        assertThat(service.authorizations).containsExactly("Bearer node-token");
    }

    @Test
    void receiptsAreSettledAtTheIntervalAndOnRequestAndAtStop() {
        // Given
        start(Duration.ofMillis(200));
        give(1, 100);
        awaitSummary(SETTLED);
        schedule.close();
        schedule = null;

        // When: on request
        start(RARELY);
        give(2, 100);
        schedule.settleNow();
        awaitSummary(new SettlementSummary(0, 0, 200, 200));

        // Then: at stop
        give(3, 100);
        schedule.close();
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(0, 0, 300, 300));
    }

    @Test
    void aLostAckIsAskedForAndTheBatchIsNotHandedInAgain() {
        // Given
        script.manner = Manner.LOSE_ACK;
        give(1, 100);

        // When
        start(RARELY);

        // Then
        awaitSummary(SETTLED);
        assertThat(script.batches).hasSize(1);
        assertThat(script.asked).hasSize(1);
    }

    @Test
    void aBatchWithoutAnswerIsHandedInAgainByteForByteAfterAKill() throws IOException {
        // Given: the ledger falls silent, the agent is killed
        script.manner = Manner.UNAVAILABLE;
        give(1, 100);
        start(RARELY);
        await().atMost(SOON).until(() -> !script.batches.isEmpty());
        schedule.close();
        open();

        // When
        script.manner = Manner.ACK;
        int before = script.batches.size();
        start(RARELY);

        // Then
        awaitSummary(SETTLED);
        assertThat(script.batches.size()).isGreaterThan(before);
        assertThat(script.batches).allSatisfy(batch -> assertThat(batch).isEqualTo(script.batches.getFirst()));
    }

    @Test
    void anAckWithAWrongSignatureIsNotBelievedAndTheBatchKept() {
        // Given
        script.key = Operator.STRANGER;
        give(1, 100);

        // When
        start(RARELY);
        await().atMost(SOON).until(() -> !script.batches.isEmpty());
        schedule.close();

        // Then
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(1, 1, 0, 0));
    }

    @Test
    void settlingWaitsForTheTokenAndForTheLedger() throws Exception {
        // Given
        token = Optional.empty();
        service.leave();
        give(1, 100);
        start(RARELY);
        await().atMost(SOON).until(() -> settling.summary().undecidedBatches() == 1);

        // When
        token = Optional.of("node-token");
        service.comeBack();

        // Then
        awaitSummary(SETTLED);
    }

    @Test
    void anEmptyPoolIsTriedAgainAtTheNextRoundOnly() {
        // Given
        script.code = ResultCode.POOL_EMPTY;
        give(1, 100);
        start(RARELY);
        awaitSummary(new SettlementSummary(1, 0, 0, 0));
        await().atMost(SOON).until(() -> script.batches.size() == 1);

        // When
        script.code = ResultCode.POSTED;
        schedule.settleNow();

        // Then
        awaitSummary(SETTLED);
        assertThat(script.batches).hasSize(2);
    }

    @Test
    void aRefusedBatchIsSetAside() {
        // Given
        script.manner = Manner.REFUSE;
        give(1, 100);

        // When
        start(RARELY);
        await().atMost(SOON)
                .until(() -> script.batches.size() == 1 && settling.undecided().isEmpty());
        script.manner = Manner.ACK;
        schedule.settleNow();

        // Then: its receipt goes into a batch of its own number
        awaitSummary(SETTLED);
        assertThat(script.batches).hasSize(2);
        assertThat(script.batches.getLast()).isNotEqualTo(script.batches.getFirst());
    }

    @Test
    void aBatchThatIsTooManyNowIsHandedInLater() {
        script.manner = Manner.TOO_MANY;
        give(1, 100);
        start(RARELY);
        await().atMost(SOON).until(() -> script.batches.size() == 1);

        script.manner = Manner.ACK;

        awaitSummary(SETTLED);
        assertThat(script.batches).allSatisfy(batch -> assertThat(batch).isEqualTo(script.batches.getFirst()));
    }

    @Test
    void stoppingDoesNotWaitLongForASilentLedger() {
        // Given
        script.manner = Manner.ACCEPT_ONLY;
        start(RARELY);
        give(1, 100);

        // When
        long start = System.nanoTime();
        schedule.close();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2_500));
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(1, 1, 0, 0));
    }

    @Test
    void theNewestEntriesAreReadWithWhatTheyChange() throws Exception {
        // When
        List<AccountEntry> entries = ledger.newest(7);

        // Then
        assertThat(entries).containsExactly(new AccountEntry(1, 7, 5_000, "release", 30, -30, 0));
        assertThat(script.entriesAsked).containsExactly(7);
    }

    @Test
    void theBalanceIsToldWhileTheLedgerIsThere() throws Exception {
        assertThat(ledger.balance()).contains(new Balance(30, 0, 0, 20, 10));
        token = Optional.empty();
        assertThat(ledger.balance()).isEmpty();
        token = Optional.of("node-token");
        service.leave();
        assertThat(ledger.balance()).isEmpty();
        assertThat(settling.summary()).isEqualTo(NOTHING);
    }

    private void start(Duration every) {
        schedule = SettlementSchedule.start(settling, ledger, every, CLOCK, new Random(1));
    }

    private void give(int number, long bytes) {
        AGrant grant = AGrant.number(number);
        receipts.keep(grant.id(), grant.envelope(), grant.receipt(1, bytes));
    }

    private void awaitSummary(SettlementSummary expected) {
        await().atMost(SOON).untilAsserted(() -> assertThat(settling.summary()).isEqualTo(expected));
    }
}
