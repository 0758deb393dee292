package io.ayni.agent.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.contribution.AckVerdict.Decided;
import io.ayni.agent.contribution.AckVerdict.Disbelieved;
import io.ayni.agent.contribution.AckVerdict.Reason;
import io.ayni.agent.fixture.AGrant;
import io.ayni.agent.fixture.Operator;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettleContributionTest {
    private static final long NOW = AGrant.ISSUED_AT_MS;
    private static final AGrant GRANT = AGrant.number(1);

    @TempDir
    Path directory;

    private FileReceiptBook receipts;
    private SettleContribution settling;

    @BeforeEach
    void open() throws IOException {
        receipts = FileReceiptBook.open(directory.resolve("receipts"));
        settling = new SettleContribution(
                receipts, BatchStore.open(directory.resolve("batches")), Operator.NODE, Operator.keys());
    }

    @Test
    void aBatchIsOnDiskBeforeItIsHandedInAndIdenticalAfterAKill() throws IOException {
        // Given
        give(GRANT, 1, 100);
        SignedBatch composed = settling.composeDue().getFirst();

        // When
        open();

        // Then
        assertThat(settling.undecided()).extracting(SignedBatch::envelope).containsExactly(composed.envelope());
        assertThat(settling.composeDue()).isEmpty();
    }

    @Test
    void anAckSettlesTheReceiptAndCountsWhatWasEarned() throws IOException {
        // Given
        give(GRANT, 1, 1_048_576);
        SignedBatch batch = settling.composeDue().getFirst();

        // When
        AckVerdict verdict = settling.onAck(ack(batch, Operator.LEDGER, ResultCode.POSTED, 1_048_576, 1000), NOW);

        // Then
        assertThat(verdict).isInstanceOf(Decided.class);
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(0, 0, 1_048_576, 1000));
        open();
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(0, 0, 1_048_576, 1000));
        assertThat(settling.composeDue()).isEmpty();
    }

    @Test
    void theChainGoesOnAfterARestart() throws IOException {
        // Given
        give(GRANT, 1, 100);
        SignedBatch first = settling.composeDue().getFirst();
        settling.onAck(ack(first, Operator.LEDGER, ResultCode.POSTED, 100, 1), NOW);
        open();

        // When
        give(GRANT, 2, 200);
        SignedBatch second = settling.composeDue().getFirst();

        // Then
        assertThat(second.batch().sequence()).isEqualTo(2);
        assertThat(second.batch().previous()).isEqualTo(first.id());
    }

    @Test
    void aReceiptThatGrewMeanwhileIsKeptAndHandedInAgain() throws IOException {
        // Given
        give(GRANT, 1, 100);
        SignedBatch first = settling.composeDue().getFirst();
        give(GRANT, 2, 300);

        // When
        settling.onAck(ack(first, Operator.LEDGER, ResultCode.POSTED, 100, 1), NOW);

        // Then
        assertThat(settling.summary().unsettledReceipts()).isEqualTo(1);
        assertThat(settling.composeDue().getFirst().batch().entries().getFirst().receipt())
                .isEqualTo(GRANT.receipt(2, 300));
    }

    @Test
    void anEmptyPoolIsTriedAgainInTheNextBatch() throws IOException {
        // Given
        give(GRANT, 1, 100);
        SignedBatch first = settling.composeDue().getFirst();

        // When
        settling.onAck(ack(first, Operator.LEDGER, ResultCode.POOL_EMPTY, 0, 0), NOW);

        // Then
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(1, 0, 0, 0));
        assertThat(settling.composeDue().getFirst().batch().sequence()).isEqualTo(2);
    }

    @Test
    void onlyAnAckOfALedgerKeyIsBelieved() throws IOException {
        // Given
        give(GRANT, 1, 100);
        SignedBatch batch = settling.composeDue().getFirst();
        Envelope good = ack(batch, Operator.LEDGER, ResultCode.POSTED, 100, 1);
        Envelope forged = new Envelope(good.body(), new byte[Envelope.SIGNATURE_WIDTH], good.keyId());

        // Then
        assertThat(settling.onAck(ack(batch, Operator.STRANGER, ResultCode.POSTED, 100, 1), NOW))
                .isEqualTo(new Disbelieved(Reason.UNKNOWN_KEY));
        assertThat(settling.onAck(ack(batch, Operator.GRANT, ResultCode.POSTED, 100, 1), NOW))
                .isEqualTo(new Disbelieved(Reason.UNKNOWN_KEY));
        assertThat(settling.onAck(forged, NOW)).isEqualTo(new Disbelieved(Reason.BAD_SIGNATURE));
        assertThat(settling.onAck(batch.envelope(), NOW)).isEqualTo(new Disbelieved(Reason.MALFORMED));
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(1, 1, 0, 0));
        assertThat(settling.onAck(good, NOW)).isInstanceOf(Decided.class);
    }

    @Test
    void anAckReplayedAfterItsBatchIsGoneChangesNothing() throws IOException {
        // Given
        give(GRANT, 1, 100);
        SignedBatch batch = settling.composeDue().getFirst();
        Envelope ack = ack(batch, Operator.LEDGER, ResultCode.POSTED, 100, 1);
        settling.onAck(ack, NOW);

        // When
        AckVerdict verdict = settling.onAck(ack, NOW);

        // Then
        assertThat(verdict).isEqualTo(new Disbelieved(Reason.UNKNOWN_BATCH));
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(0, 0, 100, 1));
    }

    @Test
    void aKillBetweenCountingAnAckAndDroppingItsBatchCountsOnce() throws IOException {
        // Given: the batch file comes back, as after a kill before its removal
        give(GRANT, 1, 100);
        SignedBatch batch = settling.composeDue().getFirst();
        Path file = batchFiles().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        settling.onAck(ack(batch, Operator.LEDGER, ResultCode.POSTED, 100, 1), NOW);
        Files.write(file, bytes);

        // When
        open();

        // Then
        assertThat(settling.undecided()).isEmpty();
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(0, 0, 100, 1));
        assertThat(file).doesNotExist();
    }

    @Test
    void aKillBeforeAnAckIsCountedHandsTheSameBatchInAgain() throws IOException {
        // Given: the state file is as before the ack, the receipt is gone already
        give(GRANT, 1, 100);
        SignedBatch batch = settling.composeDue().getFirst();
        receipts.remove(GRANT.id(), GRANT.receipt(1, 100).id());
        open();

        // When
        assertThat(settling.undecided()).extracting(SignedBatch::id).containsExactly(batch.id());
        settling.onAck(ack(batch, Operator.LEDGER, ResultCode.ALREADY_SETTLED, 100, 0), NOW);

        // Then
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(0, 0, 100, 0));
    }

    @Test
    void aTornBatchIsSetAsideAndItsReceiptIsHandedInAnew() throws IOException {
        // Given
        give(GRANT, 1, 100);
        settling.composeDue();
        Path file = batchFiles().getFirst();
        byte[] bytes = Files.readAllBytes(file);

        for (int length = 0; length < bytes.length; length += 64) {
            // When
            Files.write(file, Arrays.copyOf(bytes, length));
            open();

            // Then
            assertThat(settling.undecided()).isEmpty();
            assertThat(SettlementRules.due(receipts.all(), List.of())).hasSize(1);
        }
    }

    @Test
    void aTornStateFileIsSetAsideAndSettlingGoesOn() throws IOException {
        // Given
        give(GRANT, 1, 100);
        settling.onAck(ack(settling.composeDue().getFirst(), Operator.LEDGER, ResultCode.POSTED, 100, 1), NOW);
        Path state = directory.resolve("batches").resolve("state");
        byte[] bytes = Files.readAllBytes(state);

        for (int length = 0; length < bytes.length; length += 16) {
            // When
            Files.write(state, Arrays.copyOf(bytes, length));
            open();

            // Then
            assertThat(settling.summary()).isEqualTo(new SettlementSummary(0, 0, 0, 0));
        }
        give(GRANT, 2, 200);
        assertThat(settling.composeDue()).hasSize(1);
    }

    @Test
    void aRefusedBatchIsSetAsideAndItsReceiptGoesIntoALaterOne() throws IOException {
        // Given
        give(GRANT, 1, 100);
        SignedBatch batch = settling.composeDue().getFirst();

        // When
        settling.onRefused(batch.id(), NOW);
        open();

        // Then
        SignedBatch next = settling.composeDue().getFirst();
        assertThat(next.batch().sequence()).isEqualTo(2);
        assertThat(next.batch().previous()).isEqualTo(batch.id());
    }

    @Test
    void aRefusedReceiptIsDroppedOnceTheLedgerWouldNotTakeItAnyway() throws IOException {
        // Given
        give(GRANT, 1, 100);
        SignedBatch batch = settling.composeDue().getFirst();

        // When
        settling.onRefused(batch.id(), AGrant.SETTLE_BY_MS + 1);

        // Then
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(0, 0, 0, 0));
    }

    @Test
    void atMost16BatchesAreUndecidedAtATime() throws IOException {
        // Given: each round adds one receipt
        for (int number = 1; number <= 20; number++) {
            give(AGrant.number(number), 1, 100);
            settling.composeDue();
        }

        // Then
        assertThat(settling.summary()).isEqualTo(new SettlementSummary(20, 16, 0, 0));
    }

    private void give(AGrant grant, int sequence, long bytes) {
        receipts.keep(grant.id(), grant.envelope(), grant.receipt(sequence, bytes));
    }

    private List<Path> batchFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("batches"))) {
            return files.filter(file -> file.toString().endsWith(".batch")).toList();
        }
    }

    private static Envelope ack(
            SignedBatch batch, Ed25519PrivateKey key, ResultCode code, long settledBytes, long amount) {
        SettlementResult result = new SettlementResult(GRANT.id(), code, settledBytes, amount, 0, 7);
        return Envelope.sign(new Ack(batch.id(), NOW, List.of(result)), key);
    }
}
